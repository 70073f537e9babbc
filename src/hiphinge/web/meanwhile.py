"""A form that stood open while the same was changed elsewhere: nothing is overwritten unseen.

A form carries what it showed. What its person left as it was is not written; what they changed is
written where nobody else did; where both changed the same field, the form comes back with both.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel

from hiphinge.store.limits import clean
from hiphinge.web.typed import Typed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

Form = TypeVar("Form", bound="EditForm")


class EditForm(BaseModel):
    """A form that changes what is kept: texts, and what they were when it was shown.

    Attributes
    ----------
    shown : str
        The texts as JSON; empty for one that did not say, whose every field is then meant.
    """

    shown: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields."""
        return self.model_dump(exclude={"shown"})

    @property
    def carries(self) -> str:
        """What its page puts into `shown`: of a form that comes back, what is kept by then."""
        return self.shown or json.dumps(self.texts)

    @property
    def was(self) -> dict[str, str]:
        """The texts as they were shown; empty where they were not said in a way that is ours."""
        try:
            said = json.loads(self.shown or "{}")
        except (ValueError, RecursionError):  # the latter of brackets in brackets without end
            return {}
        fields = said if isinstance(said, dict) else {}
        return {name: text for name, text in fields.items() if isinstance(text, str)}


@dataclass(frozen=True, slots=True)
class Met(Generic[Form]):
    """A form, met with what is kept by now.

    Attributes
    ----------
    form : EditForm
        The person's texts where they changed them, else those of now; it carries those of now.
    changed : frozenset of str
        The fields that are to be written.
    both : mapping of str to str
        A sentence for each field that was changed here and elsewhere; while there is one, nothing
        is to be written.
    """

    form: Form
    changed: frozenset[str]
    both: Mapping[str, str]

    def take(self, typed: Typed) -> Typed:
        """Return of what was read only what is to be written, and all that stands against it."""
        values = {name: one for name, one in typed.values.items() if name in self.changed}
        return Typed(values, {**self.both, **typed.wrong})


def met(
    filled: Form,
    now: Form,
    says: Mapping[str, Callable[[str], str]],
    together: Collection[tuple[str, ...]] = (),
) -> Met[Form]:
    """Hold a form that was sent against what is kept.

    Parameters
    ----------
    filled : EditForm
        As it was sent.
    now : EditForm
        As it would be shown now, in the same units.
    says : mapping of str to callable
        How a field's text is said to a person, where not as it stands.
    together : collection of tuple of str
        Fields that mean something only together, such as a number and its unit.
    """
    was, texts, kept = filled.was, filled.texts, now.texts
    groups = {name: group for group in together for name in group}
    changed, both = set(), {}
    for name in texts:
        group = [one for one in groups.get(name, (name,)) if one in was]
        if group and _same(texts, was, group):
            texts[name] = kept[name]
            continue
        changed.add(name)
        if group and not _same(kept, was, group) and not _same(kept, texts, group):
            both[name] = _sentence(says.get(name, str)(kept[name]) if kept[name] else "")
    form = filled.model_copy(update=texts | {"shown": now.carries})
    return Met(form, frozenset(changed), both)


def _same(one: Mapping[str, str], other: Mapping[str, str], names: Collection[str]) -> bool:
    # As texts are kept: browsers send the ends of lines in another way.
    return all(clean(one[name], lines=True) == clean(other[name], lines=True) for name in names)


def _sentence(theirs: str) -> str:
    what = f"changed to “{theirs}”" if theirs else "emptied"
    return f"Meanwhile {what} elsewhere. Save again to keep yours, or put that in."
