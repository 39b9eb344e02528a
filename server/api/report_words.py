"""What is asked of a report: which days, and what each of its rows is about."""

from typing import Literal

from pydantic import BaseModel, Field

from server.api.words import Day
from server.period import By


class ReportQuery(BaseModel):
    since: Day
    through: Day = Field(description="the last day of it, at most a year after the first")
    by: By = Field(default=By.SERVICE, description="what each row is about")
    trial: Literal["", "0", "1"] = Field(default="", description="1: the figures of practice")
