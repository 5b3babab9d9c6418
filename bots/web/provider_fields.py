"""What are our columns called where people fill them in, and what belongs into each?"""

from collections.abc import Mapping
from typing import NamedTuple


class Field(NamedTuple):
    """One column of the contract as a form asks for it."""

    label: str
    help: str
    group: str
    kind: str = "line"
    """line | text | number | list: a list has one item a line."""
    choices: tuple[str, ...] = ()


WHAT, HOW, WHERE, MORE = "What is learnt", "How it is checked", "Where, when and for how much", "More"
FIELDS: Mapping[str, Field] = {
    "title": Field("Title", "The name under which the course is offered.", WHAT),
    "external_id": Field("Your own code", "Stays the same when the course changes: the same code again is an update.", WHAT),
    "description": Field("Description", "What learners do and can do afterwards, in plain words.", WHAT, "text"),
    "learning_outcomes": Field("Learning outcomes", "One a line, beginning with a verb.", WHAT, "list"),
    "skills": Field("Skills", "One a line; those of the skills classification are found best.", WHAT, "list"),
    "hours": Field("Hours", "All hours of work, home work included.", WHAT, "number"),
    "ects": Field("ECTS credits", "Only where they are awarded.", WHAT, "number"),
    "eqf_level": Field("EQF level", "1 to 8, where one applies.", WHAT, "number"),
    "awarding_body": Field("Awarding body", "Who answers for the certificate; often the provider.", HOW),
    "assessment": Field("Type of assessment", "For example a practical test or a portfolio.", HOW, "text"),
    "supervision": Field("Supervision and identity", "How it is made sure who is being assessed.", HOW),
    "quality_assurance": Field("Quality assurance", "Who looks at the quality, and how often.", HOW, "text"),
    "provider": Field("Provider", "Who teaches. Only courses of your own can be handed in.", WHERE),
    "country": Field("Country", "Two letters, such as BA.", WHERE),
    "location": Field("Place", "Town or address.", WHERE),
    "url": Field("Page of the course", "Begins with https://.", WHERE),
    "language": Field("Languages of teaching", "Two letters, one a line, such as bs.", WHERE, "list"),
    "mode": Field("Form of participation", "Everything that applies.", WHERE, "many", ("online", "onsite", "blended", "workplace")),
    "schedule": Field("Times", "Everything that applies.", WHERE, "many", ("daytime", "evening", "weekend", "self_paced")),
    "start_dates": Field("Start dates", "One a line, such as 2027-03-15, or: continuous.", WHERE, "list"),
    "price": Field("Price", "What learners pay; 0 only where it costs nothing at all.", WHERE, "number"),
    "currency": Field("Currency", "Three letters, such as BAM.", WHERE),
    "support": Field("Support", "Everything that applies.", WHERE, "many", ("childcare", "step_free", "career_assistance", "devices", "transport", "sign_language")),
    "prerequisites": Field("Prerequisites", "One a line: a course, a skill or a level.", MORE, "list"),
    "stacks_into": Field("Counts towards", "One a line: larger credentials that it is a part of.", MORE, "list"),
    "further_information": Field("Further information", "Whatever else learners should know.", MORE, "text"),
}  # fmt: skip
"""In the order of the form; keys are the columns of the contract."""
LABELS: Mapping[str, str] = {column: field.label for column, field in FIELDS.items()}
CHOICES: Mapping[str, str] = {
    "online": "online",
    "onsite": "on site",
    "blended": "partly online",
    "workplace": "at the workplace",
    "daytime": "by day",
    "evening": "in the evening",
    "weekend": "at the weekend",
    "self_paced": "at one's own pace",
    "childcare": "childcare",
    "step_free": "step-free access",
    "career_assistance": "help with finding work",
    "devices": "devices to borrow",
    "transport": "transport",
    "sign_language": "sign language",
}
"""Values of the lists that are closed → as people read them."""
ELEMENT_OF: Mapping[str, str] = {
    "title": "title",
    "country": "country",
    "awarding_body": "awarding_body",
    "learning_outcomes": "learning_outcomes",
    "hours": "workload",
    "ects": "workload",
    "eqf_level": "level",
    "assessment": "assessment",
    "mode": "form_of_participation",
    "quality_assurance": "quality_assurance",
}
"""Column → the element of Annex I that it states."""
