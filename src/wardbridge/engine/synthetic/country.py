"""Where: provinces with two hospitals each (or one hospital alone), and national hospitals that regions share."""

from __future__ import annotations

from dataclasses import dataclass

from wardbridge.engine.io.sheets import Name, SiteRow
from wardbridge.engine.synthetic.programmes import FAR, GENERAL, NAMES, SECOND
from wardbridge.engine.synthetic.shape import Extent, Shape

REGIONS = 3
NATIONAL_PER_REGION = 2


@dataclass(frozen=True, slots=True)
class Ward:
    """A department to be: its site, discipline and code."""

    site: str
    discipline: str
    code: str


@dataclass(frozen=True, slots=True)
class Province:
    """Its number, its wards, and the wards of national hospitals that its learners may go to."""

    number: int
    wards: tuple[Ward, ...]
    far: tuple[Ward, ...]

    @property
    def sites(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ward.site for ward in self.wards))

    @property
    def far_sites(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ward.site for ward in self.far))


def _wards(site: str, disciplines: tuple[str, ...]) -> tuple[Ward, ...]:
    return tuple(Ward(site, d, f"{site}-{NAMES[d][0]}") for d in disciplines)


def _local(shape: Shape, number: int) -> tuple[Ward, ...]:
    if shape.extent is Extent.HOSPITAL:
        site = f"BV{number:02d}"
        second = tuple(Ward(site, d, f"{site}-{NAMES[d][0]}2") for d in SECOND)
        return (*_wards(site, GENERAL), *second)
    return (*_wards(f"BV{number:02d}A", GENERAL), *_wards(f"BV{number:02d}B", SECOND))


def provinces_of(shape: Shape) -> tuple[Province, ...]:
    """All provinces; those of a region share its national hospitals."""
    regions = {Extent.COUNTRY: REGIONS, Extent.REGION: 1}.get(shape.extent, 0)
    found = []
    for number in range(1, shape.provinces + 1):
        region = (number - 1) * regions // shape.provinces
        national = range(NATIONAL_PER_REGION if regions else 0)
        far = tuple(ward for n in national for ward in _wards(f"TW{region + 1}{n + 1}", FAR))
        found.append(Province(number, _local(shape, number), far))
    return tuple(found)


def site_row(code: str) -> SiteRow:
    """A hospital that does not exist, as its name says."""
    name = Name(f"Bệnh viện Mẫu {code}", f"Sample hospital {code}", f"Hôpital fictif {code}")
    return SiteRow(code, name, name.vi)
