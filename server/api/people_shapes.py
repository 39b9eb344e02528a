"""What the API answers of accounts and devices: shapes of docs/protocol.md, for the OpenAPI page and its checks."""

from typing import Any

from pydantic import BaseModel


class Screen(BaseModel):
    """How a display or panel is set."""

    counters: list[int]
    volume: int
    quiet: list[str] | None
    dark: list[str] | None


class Device(BaseModel):
    id: int
    name: str
    kind: str
    last_seen_at: str | None
    health: dict[str, Any]
    revoked: bool
    screen: Screen | None
    """Null for a kiosk."""


class DevicesAnswer(BaseModel):
    devices: list[Device]


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
