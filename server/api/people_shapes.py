"""What the API answers of accounts and devices: shapes of docs/protocol.md, for the OpenAPI page and its checks."""

from typing import Any

from pydantic import BaseModel


class Screen(BaseModel):
    """How a display or panel is set."""

    counters: list[int]
    volume: int
    quiet: list[str] | None
    dark: list[str] | None


class Trouble(BaseModel):
    """What is wrong with a machine."""

    wrong: str
    is_printer: bool
    name: str
    machine: str
    last_seen_at: str | None
    slips: int | None
    """About how many the roll still has."""
    labels: list[str]
    """Numbers it handed out and the line did not take."""


class Device(BaseModel):
    id: int
    name: str
    kind: str
    last_seen_at: str | None
    health: dict[str, Any]
    revoked: bool
    screen: Screen | None
    """Null for a kiosk."""
    trouble: Trouble | None
    """Null when it is well."""


class DevicesAnswer(BaseModel):
    devices: list[Device]
    uncalled: list[int]
    """Counters that no TV calls."""


class DeviceAnswer(BaseModel):
    device: Device


class NewDeviceAnswer(BaseModel):
    device: Device
    key: str


class PairingAnswer(BaseModel):
    code: str
    expires_at: str


class AttendantPinAnswer(BaseModel):
    is_set: bool
    pin_hash: str | None


class Account(BaseModel):
    id: int
    user: str
    role: str
    counter: int | None
    is_active: bool
    services: list[str] | None
    may_choose: bool


class AccountsAnswer(BaseModel):
    accounts: list[Account]


class AccountAnswer(BaseModel):
    account: Account
