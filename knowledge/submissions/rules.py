"""Which rules does a submission meet, how grave is each, and how is it mended?"""

from typing import NamedTuple

from knowledge.vocabulary.submission import Finding, Level


class Rule(NamedTuple):
    level: Level
    message: str
    """A sentence; {value}, {column} and further names are filled in. What nothing fills is the name of a column of ours."""
    mend: str


LONGEST_VALUE = 120
E, W, I = Level.ERROR, Level.WARNING, Level.INFO  # noqa: E741
RULES: dict[str, Rule] = {
    # the whole file
    "more_of_the_same": Rule(
        I, "{value} more findings of the kind `{kind}` are not listed.", "Mend those that are listed and check again."
    ),
    "missing_column": Rule(E, "No column of the file is known as `{column}`; without it no row can be taken in.", "Name the column: --map {column}=NAME, where NAME is one of: {value}."),
    "no_rows": Rule(W, "The file holds headings but no courses.", "Add one row per course."),
    # the table
    "column_not_read": Rule(W, "The column “{value}” is not carried over: Cairn has no place for it.", "Name our column if it is one: --map OURS=“{value}”; what learners must know belongs into {further_information}."),
    "kept_as_note": Rule(I, "“{value}” has no column of its own; it is kept in {further_information} under that name.", "Nothing, if that is right."),
    "column_guessed": Rule(W, "“{value}” was taken as {column} {why}.", "Say which column is meant if that is wrong: --map {column}=…"),
    "cells_against_name": Rule(W, "“{value}” was not taken as {column}: its cells do not say that.", "Name it if it is: --map {column}=“{value}”."),
    "two_columns_for_one": Rule(W, "“{value}” could be {column} too; “{read}” is read.", "Say which one is meant: --map {column}=“{value}”."),
    "total_row": Rule(W, "“{value}” looks like the total under the table, not like a course; the row was left out.", "Give it an external id or a description if it is a course."),
    "group_row": Rule(W, "“{value}” stands alone in its row, like the name of the group of courses below; the row was left out.", "Fill its other cells if it is a course; what the name says of the courses belongs into their rows."),
    "perhaps_not_offered": Rule(W, "The file says “{value}” under “{heading}”: perhaps nobody can enrol. Cairn does not read that column, so the course counts as offered.", "Take the row out if the course is not offered."),
    "row_under_table": Rule(I, "“{value}” stands under the table and is no course; the row was left out.", "Give it a title in the right column if it is a course."),
    "no_headings": Rule(W, "The first row holds no headings; the columns were told by what their cells hold.", "Write headings into the first row."),
    "rows_above_headings": Rule(I, "The headings stand in row {value}; what is above them was left out.", "Nothing, if row {value} is the right one."),
    "other_sheet": Rule(W, "The sheet “{value}” ({rows} rows) is not read; only “{read}” is.", "Save it as a file of its own if it holds courses."),
    "formula_without_value": Rule(W, "The cell holds a formula without a calculated value; nothing is calculated here, its text is kept.", "Open the file in a spreadsheet and save it, or write the value."),
    "error_in_cell": Rule(W, "The cell holds the spreadsheet's error “{value}”; it counts as not stated.", "Mend the formula or write the value."),
    "lists_joined": Rule(I, "Each item of “{value}” was joined with its item of “{other}” by `{by}`.", "Nothing, if that is right."),
    "list_not_joined": Rule(W, "The list “{value}” ({rows} items) is not carried over: nothing joins it to a course.", "Put what learners must know into the courses themselves."),
    "items_without_course": Rule(W, "{rows} items of “{value}” belong to no course and are not carried over.", "Check their identifiers."),
    "hours_range": Rule(I, "“{value}” is a range; the longer one is kept, so that nobody plans too little time.", "Write one number if it is fixed."),
    "hours_computed": Rule(I, "“{value}” was read as {hours} hours, weeks times hours a week.", "Write the total hours."),
    "hours_about": Rule(I, "“{value}” is only about; the number is kept.", "Write the total hours."),
    "price_range": Rule(I, "“{value}” is a range; the higher price is kept, so that nobody plans too little money.", "Write one price if it is fixed."),
    "encoding_guessed": Rule(W, "The file is not UTF-8; it was read as {value} because line {line} looks right that way.", "Check the letters shown as evidence; if they are wrong, save the file as CSV UTF-8."),
    "repeated_column": Rule(W, "The column `{value}` comes more than once; the later one is called `{name}` here.", "Remove the one that is not needed, or give it a name of its own."),
    "too_many_cells": Rule(E, "Row {number} has {cells} cells, but there are {headings} headings: its cells stand in wrong columns.", "Put quotation marks around a text that contains the separator."),
    "too_few_cells": Rule(W, "Row {number} has {cells} cells, but there are {headings} headings; the missing ones count as not stated.", "Check that no cell of the row is missing in the middle."),
    "another_opportunity": Rule(I, "The row is another opportunity of the course in row {other}: same external id, same course, other place, date, price or provider.", "Nothing, if that is meant; else give it an external id of its own."),
    "kept_mapping": Rule(I, "The columns that were given for {provider_name} before were used again: {value}.", "Give others with --map OURS=THEIRS; they win and are kept."),
    "kept_mapping_does_not_fit": Rule(W, "The columns that were given for {provider_name} before do not fit this file, so it was read without them: {why}", "Look at the columns; give them with --map OURS=THEIRS where they are wrong."),
    # one row
    "missing_title": Rule(E, "The row has no title; it stays out.", "Write the name under which the course is offered."),
    "no_provider": Rule(W, "No provider is stated.", "Fill the column {provider}, or name it for the whole file with --provider."),
    "foreign_provider": Rule(E, "“{value}” is another provider than the one who hands this in; the row stays out.", "Hand in courses of {own} only."),
    "repeated_external_id": Rule(E, "The external id “{value}” stands in row {other} already; this row stays out.", "Give each course an external id of its own."),
    "same_course_again": Rule(E, "Row {other} has the same title and provider, and nothing but the row tells the two apart; this row stays out.", "If they are two offers of one course (places, dates), give each an external id of its own; else keep one row."),
    "same_title": Rule(W, "Row {other} has the same title and provider; they differ in {told}.", "If it is the same course, keep one row; if not, say in the title what sets them apart."),
    "repeated_row": Rule(W, "Row {other} says exactly the same; only the external id or address differs.", "Keep one of the two rows."),
    "another_offer": Rule(I, "Row {other} is the same course at another place, date or price ({told}); that is another offer of it, not a duplicate, and both stay.", "Nothing, if both offers are open."),
    "near_duplicate": Rule(W, "Row {other} is nearly the same course; they differ in {told}. Nothing was merged.", "If it is the same course, keep one row; if not, say in the title what sets them apart."),
    "near_published": Rule(W, "“{other}” is published already by the same provider and is nearly the same; they differ in {told}. Nothing was merged.", "If it is the same course, hand it in under the external id that it has; else say in the title what sets them apart."),
    "changed": Rule(I, "This changes what is published under the external id: “{before}” becomes “{value}”.", "Nothing, if the change is meant."),
    "title_against_description": Rule(W, "The title “{value}” and the description seem to speak of different things ({about}).", "Check that the description belongs to this course."),
    "published_again": Rule(I, "The course had been withdrawn; handing it in again publishes it again.", "Withdraw it once more if that is not meant."),
    # what Annex I of the Council Recommendation asks for
    "missing_country": Rule(I, "Annex I, element {number}: the country of the issuer is not stated{everywhere}.", "Fill the column {country}, for example BA."),
    "missing_awarding_body": Rule(W, "Annex I, element {number}: who awards the credential is not stated{everywhere}.", "Fill the column {awarding_body} with the name of the body that answers for it; often it is the provider itself."),
    "missing_learning_outcomes": Rule(W, "Annex I, element {number}: learning outcomes are not stated{everywhere}.", "Fill the column {learning_outcomes}, for example: Mounts a panel on a pitched roof|Tests a string."),
    "missing_workload": Rule(W, "Annex I, element {number}: the workload is not stated{everywhere}.", "Fill the column {ects} (2) or {hours} (50); one ECTS credit stands for 25 to 30 hours of work, home work included."),
    "missing_level": Rule(I, "Annex I, element {number}: no level is stated{everywhere}; it is asked for only where one applies.", "Where the credential has a level of the EQF or QF-EHEA, write its number in {eqf_level}, for example 4; else leave it blank."),
    "missing_assessment": Rule(W, "Annex I, element {number}: the type of assessment is not stated{everywhere}.", "Fill the column {assessment}, for example: Practical test on a training roof."),
    "missing_form_of_participation": Rule(I, "Annex I, element {number}: the form of participation is not stated{everywhere}.", "Fill the column {mode} with online, onsite, blended or workplace."),
    "missing_quality_assurance": Rule(W, "Annex I, element {number}: the type of quality assurance is not stated{everywhere}.", "Fill the column {quality_assurance}, for example: External audit by the chamber every two years."),
    "contradicts_definition": Rule(W, "“{value}” says the opposite of what UNESCO's definition asks for ({meant}).", "If the words are right, it is a course but no micro-credential in UNESCO's sense; else mend them."),
    # one field
    "hidden_text": Rule(W, "The text carries characters or parts that a reader does not see; they were taken out.", "Write it again as plain text."),
    "unseen_text": Rule(W, "The text carries what a reader does not see: “{value}”.", "Take it out, or make it visible."),
    "lookalike_letters": Rule(W, "“{value}” mixes letters that only look alike ({letters}).", "Type the word again with the letters of one alphabet."),
    "private_contact": Rule(W, "“{value}” looks like the contact of a private person; everybody can read the catalogue.", "Name the office's address instead, or put the contact on the course's own page."),
    "cut": Rule(W, "The text has {value} characters; it was cut to {most}.", "Write it shorter."),
    "boilerplate_description": Rule(W, "The description tells nothing of the course; it counts as not stated.", "Describe what the learner does and can do afterwards."),
    "same_description": Rule(I, "Row {other} has the same description.", "Say what is particular to this course."),
    "unknown_country": Rule(W, "“{value}” is no country that Cairn knows; it counts as not stated.", "Write the two letters of ISO 3166, such as BA."),
    "unreadable_hours": Rule(W, "“{value}” cannot be read as hours; it counts as not stated.", "Write a number such as 40; days and weeks are not hours."),
    "unreadable_ects": Rule(W, "“{value}” cannot be read as ECTS credits; it counts as not stated.", "Write a number such as 2 or 2.5."),
    "implausible_hours": Rule(W, "{value} hours are not plausible; they count as not stated.", "Write the hours of work, or leave the cell blank."),
    "implausible_ects": Rule(W, "{value} ECTS credits are not plausible; they count as not stated.", "Write the credits, or leave the cell blank."),
    "negative_hours": Rule(E, "{value} hours are below zero; the row stays out.", "Write the hours of work, or leave the cell blank."),
    "negative_ects": Rule(E, "{value} ECTS credits are below zero; the row stays out.", "Write the credits, or leave the cell blank."),
    "long_for_a_micro_credential": Rule(I, "{value} hours are a year of full-time study or more: a programme rather than a micro-credential.", "Check the number; a longer programme may be split into steps."),
    "hours_against_ects": Rule(W, "{value}; one ECTS credit stands for 25 to 30 hours of work.", "State the whole workload in hours, home work included, or mend the credits."),
    "years_of_hours": Rule(W, "{value} hours are more than three years of full-time study.", "Check the number; minutes are not hours."),
    "programme_by_ects": Rule(I, "{value} ECTS credits are more than a year of full-time study: a programme rather than a micro-credential.", "Check the number; a longer programme may be split into steps."),
    "level_against_words": Rule(W, "The title says “{value}”, the EQF level says {level}.", "Check the level: 1 is the lowest, 6 a bachelor's, 7 a master's degree."),
    "language_of_text": Rule(I, "The text looks like {value}; the course is said to be taught in {stated}.", "If only the description is in {value}, nothing; else mend the column {language}."),
    "implausible_eqf_level": Rule(W, "The EQF has levels 1 to 8, not {value}; it counts as not stated.", "Write a number from 1 to 8, or leave the cell blank."),
    "unreadable_eqf_level": Rule(W, "“{value}” is no level of the EQF; it counts as not stated.", "Write a number from 1 to 8; name national levels in {further_information}."),
    "unreadable_price": Rule(W, "“{value}” cannot be read as a price; it counts as not stated.", "Write a number such as 1200.50, 0 where it is free, nothing where it is not fixed."),
    "negative_price": Rule(E, "The price {value} is below zero; the row stays out.", "Write what the learner pays."),
    "free_in_text": Rule(W, "The text says “{value}”, the price says {price}.", "Mend one of the two; write 0 only where the learner pays nothing at all."),
    "fee_in_text": Rule(W, "The price says that the course is free, the text says “{value}”.", "Mend one of the two; write 0 only where the learner pays nothing at all."),
    "absurd_price": Rule(W, "A price of {value} is hardly meant.", "Check the point, the zeros and the currency."),
    "foreign_currency": Rule(W, "The price is in {value}, but the provider is in {country}, where one pays in {home}.", "Check the column {currency}."),
    "unknown_currency": Rule(E, "“{value}” is no currency of ISO 4217, and a price is stated; the row stays out.", "Write three letters such as BAM or EUR."),
    "price_without_currency": Rule(W, "A price of {value} is stated without a currency; it counts as not stated.", "Fill the column {currency}."),
    "currency_assumed": Rule(W, "No currency is stated; {value} was taken because of the country.", "Fill the column {currency}."),
    "which_dollar": Rule(I, "“$” does not say which dollar; it was read as {value}.", "Fill the column {currency}."),
    "unknown_language": Rule(W, "“{value}” is no language that Cairn knows; it was left out.", "Write the two letters of ISO 639-1, such as bs."),
    "unknown_mode": Rule(W, "“{value}” is no form of participation that Cairn knows; it was left out.", "Choose from online, onsite, blended, workplace."),
    "unknown_schedule": Rule(W, "“{value}” is no time that Cairn knows; it was left out.", "Choose from daytime, evening, weekend, self_paced."),
    "unknown_support": Rule(W, "“{value}” is no support that Cairn knows; it was left out.", "Choose from childcare, step_free, career_assistance, devices, transport, sign_language."),
    "unreadable_date": Rule(W, "“{value}” cannot be read as a day; it was left out.", "Write 2027-03-15 or 15.03.2027, or `continuous`."),
    "past_start_date": Rule(W, "Start dates lie in the past: {value}.", "Write the next dates, or `continuous`."),
    "no_coming_start": Rule(W, "No start date lies ahead; the last one was {value}. The course looks as if it were over.", "Write the next dates, or `continuous`; withdraw the course if it is not offered any more."),
    "not_confirmed": Rule(I, "Since {value} nobody has said that the course is still offered.", "Say that it still holds, change it, or withdraw it."),
    "unreachable_page": Rule(W, "The page of the course could not be opened on {day}: {why}", "Mend the address, or withdraw the course if it is not offered any more."),
    "distant_start_date": Rule(W, "The start date {value} lies more than five years ahead.", "Check the year."),
    "ends_before_it_starts": Rule(W, "“{value}” ends before it starts.", "Check both dates."),
    "past_date_in_text": Rule(I, "“{value}” is over.", "Take dates out of the text; the column {start_dates} is for them."),
    "not_https": Rule(I, "“{value}” is not encrypted.", "Write the address with https:// if the page can be reached so."),
    "unsafe_address": Rule(W, "“{value}” is no address of a public web page; it was left out.", "Write the course's address beginning with https://."),
    "addresses_a_machine": Rule(W, "The text speaks to a machine instead of to a learner; it has no effect and a person should look at it.", "Write for the learner."),
    "superlative": Rule(I, "“{value}” is praise or a promise that cannot be checked.", "Say what is taught and how it is assessed."),
    "unknown_skill": Rule(I, "“{value}” is no skill that Cairn knows; it is kept as a word.", "Use a label of `cairn skills list` so that the course is found by skill."),
}  # fmt: skip


class Filled(dict[str, str]):
    """What is filled into a rule's sentence; what is not there is the name of a column, as files spell it."""

    def __missing__(self, name: str) -> str:
        return name


def finding(
    code: str,
    *,
    row: int | None = None,
    field: str = "",
    column: str = "",
    value: str = "",
    evidence: str = "",
    **more: object,
) -> Finding:
    """Make a finding of a rule; `value` is what stands in the file."""
    rule = RULES[code]
    short = value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…"
    parameters = {"value": short, **{name: str(one) for name, one in more.items()}}
    words = Filled(parameters, column=field)
    return Finding(
        level=rule.level,
        row=row,
        field=field,
        column=column,
        code=code,
        message=rule.message.format_map(words),
        mend=rule.mend.format_map(words),
        evidence=(evidence or value)[:160],
        parameters=parameters,
    )
