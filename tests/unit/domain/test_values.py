"""Classes of values: as ``dataclass(frozen=True, slots=True)`` makes them."""

import dataclasses
from dataclasses import dataclass, field, replace
from typing import ClassVar

import pytest

from newsdesk.domain.values import immutable


@immutable
class Made:
    """A value with everything that fields may have."""

    kind: ClassVar[str] = "made"
    name: str
    size: int = 3
    tags: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        if self.size < 0:
            raise ValueError("A size is never negative.")


@dataclass(frozen=True, slots=True)
class Plain:
    """The same, as the standard library makes it."""

    name: str
    size: int = 3


@immutable
class Same:
    """The same, as we make it."""

    name: str
    size: int = 3


@immutable
class Other:
    """A class with the same fields."""

    name: str
    size: int = 3


@immutable
class Nothing:
    """A value without fields."""


@immutable
class Told:
    """A value that says itself how it is shown."""

    name: str

    def __repr__(self) -> str:
        """Return the name alone."""
        return self.name


def test_values_are_made_by_place_by_name_and_by_default() -> None:
    assert Made("a", 2, ["x"]) == Made(name="a", size=2, tags=["x"])
    assert Made("a").size == 3
    assert Made("a").tags == []
    assert Made("a").tags is not Made("a").tags
    with pytest.raises(ValueError, match="never negative"):
        Made("a", -1)
    with pytest.raises(TypeError, match="name"):
        Made()  # pyright: ignore[reportCallIssue] - that is what is tested
    with pytest.raises(TypeError, match="colour"):
        Made("a", colour=1)  # pyright: ignore[reportCallIssue] - that is what is tested


def test_values_are_equal_when_class_and_fields_are() -> None:
    assert Same("a") == Same("a")
    assert hash(Same("a")) == hash(Same("a")) == hash(Plain("a"))
    assert Same("a") != Same("b")
    assert Same("a") != Other("a")
    assert Same("a") != ("a", 3)
    assert Nothing() == Nothing()
    assert len({Nothing(), Nothing(), Same("a"), Same("a")}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(Made("a"))


def test_values_are_never_altered() -> None:
    made = Same("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.size = 4  # pyright: ignore[reportAttributeAccessIssue] - that is what is tested
    with pytest.raises(dataclasses.FrozenInstanceError):
        del made.size  # pyright: ignore[reportAttributeAccessIssue] - as above
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.colour = 1  # pyright: ignore[reportAttributeAccessIssue] - that is what is tested
    assert not hasattr(made, "__dict__")


def test_the_standard_library_takes_them_for_data_classes() -> None:
    assert replace(Made("a", 2), name="b") == Made("b", 2)
    assert [entry.name for entry in dataclasses.fields(Made)] == ["name", "size", "tags"]
    assert dataclasses.asdict(Made("a", 2)) == {"name": "a", "size": 2, "tags": []}
    match Same("a", 2):
        case Same(name, size):
            assert (name, size) == ("a", 2)


def test_values_are_shown_as_they_are_made() -> None:
    assert repr(Same("a")) == "Same(name='a', size=3)"
    assert repr(Nothing()) == "Nothing()"
    assert repr(Told("a")) == "a"
