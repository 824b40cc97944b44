"""What the record adds up to: who votes with whom. Roll calls or arrays in, numbers with their counts out; no text."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.measures.groups import Cohesion as Cohesion
    from onrecord.measures.groups import cohesion as cohesion
    from onrecord.measures.pairs import Absences as Absences
    from onrecord.measures.pairs import Abstentions as Abstentions
    from onrecord.measures.pairs import Agreement as Agreement
    from onrecord.measures.pairs import Measure as Measure
    from onrecord.measures.pairs import agreement as agreement
    from onrecord.measures.pairs import agreement_by as agreement_by
    from onrecord.measures.pairs import agreement_matrix as agreement_matrix

_HOME = {
    "pairs": ("Absences", "Abstentions", "Agreement", "Measure", "agreement", "agreement_by", "agreement_matrix"),
    "groups": ("Cohesion", "cohesion"),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}


def __getattr__(name: str) -> object:
    """Bring a measure in when it is first asked for; NumPy costs more than a whole `onrecord --help`."""
    if name in _MODULE_OF:
        return getattr(import_module(f"onrecord.measures.{_MODULE_OF[name]}"), name)
    raise AttributeError(f"module 'onrecord.measures' has no attribute {name!r}")
