"""What does a server know of the bot that another one serves?"""

from dataclasses import replace

from bots.telegram.channel import tell_name


def test_the_bot_is_known_by_name_and_nothing_is_taken_from_the_server_that_serves_it(house, api):
    told = []

    tell_name(house, told.append)

    assert told == ["cairn_test_bot"]
    assert [call.method for call in api.state.calls] == ["getMe"]


def test_a_server_that_does_not_reach_telegram_goes_on_without(house, caplog):
    told = []
    nowhere = house.settings.model_copy(update={"telegram_base_url": "http://127.0.0.1:9"})

    tell_name(replace(house, settings=nowhere), told.append)

    assert told == []
    assert "telegram.name_not_told" in caplog.text
    assert "127.0.0.1:9" not in caplog.text
