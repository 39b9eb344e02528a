"""What can be wrong with a hall's files: one code for each fault, and the report that lists them."""

from dataclasses import dataclass, field
from typing import Any

CODES = (
    "file_missing", "file_too_large", "not_utf8", "nul_byte", "bad_csv", "bad_toml", "wrong_type",
    "missing_column", "too_many_fields", "too_few_fields", "empty", "empty_label", "too_long", "label_too_long",
    "bad_code", "duplicate_code", "bad_letter", "duplicate_letter", "bad_kind", "bad_number", "duplicate_number",
    "helps_itself", "unknown_service", "unknown_procedure", "unknown_question", "unknown_code_in_phrase",
    "duplicate_phrase", "bad_id", "duplicate_id", "too_few_options", "too_many_options", "too_many_tiles", "bad_icon",
    "bad_timezone", "bad_hall_code",
)  # fmt: skip
"""Programs and tests read these; people read the sentence that `Problem.message_id` names."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where, in which field (a column, a key, or empty for the whole file), and what."""

    file: str
    line: int
    field: str
    problem: str

    @property
    def message_id(self) -> str:
        """The sentence for it in the message catalogues."""
        return f"catalogue-{self.problem.replace('_', '-')}"

    def as_json(self) -> dict[str, Any]:
        """A row of `bad` in an import's report."""
        return {"file": self.file, "line": self.line, "field": self.field, "problem": self.problem}


@dataclass(slots=True)
class Report:
    """Faults in the order they were met, at most `MOST` of them: a file of garbage needs no million lines."""

    bad: list[Problem] = field(default_factory=list)

    def add(self, file: str, line: int, column: str, problem: str) -> None:
        """Notes one fault."""
        if problem not in CODES:
            raise ValueError(problem)
        if len(self.bad) < MOST:
            self.bad.append(Problem(file, line, column, problem))


MOST = 1000
