"""The bodies whose votes the record keeps."""

from enum import StrEnum


class Body(StrEnum):
    """A voting body, named as in every output identifier (`UNGA A/RES/ES-11/1 2022-03-02`)."""

    UNGA = "UNGA"
    UNSC = "UNSC"
    UNHRC = "UNHRC"
    UNCHR = "UNCHR"
    IAEA = "IAEA"

    @property
    def title(self) -> str:  # type: ignore[override]
        """The body's name in running text."""
        return _TITLES[self]


_TITLES = {
    Body.UNGA: "General Assembly",
    Body.UNSC: "Security Council",
    Body.UNHRC: "Human Rights Council",
    Body.UNCHR: "Commission on Human Rights",
    Body.IAEA: "IAEA Board of Governors",
}
