"""What is a limit called when a sentence names it, and a form of participation?"""

from advisor.translations import translate

MODES = {"online": "online", "onsite": "on site", "blended": "partly online", "workplace": "at the workplace"}
LIMITS = {
    "max_hours": "hours in all",
    "hours_per_week": "hours a week",
    "max_price": "price",
    "languages": "language of teaching",
    "modes": "online or on site",
    "country": "country",
    "near": "place",
    "schedules": "time of day",
    "needs": "support",
    "need": "support",
    "max_eqf_level": "level",
    "start_by": "start",
    "start_from": "start",
    "finish_by": "end",
    "max_steps": "number of steps",
    "locked": "course to keep",
    "eqf_level": "level of education",
}


OTHERS = {
    "goal_text": "goal",
    "goal_occupation": "goal",
    "goal_skill": "goal",
    "interest": "goal",
    "background": "work until now",
    "held_skill": "skills",
    "not_held": "skills",
    "not_wanted": "courses turned down",
    "completed": "courses taken already",
}
"""What is said that sets no limit, by slot."""


def limit_name(language: str, slot: str) -> str:
    return translate(language, LIMITS.get(slot) or OTHERS.get(slot, slot))
