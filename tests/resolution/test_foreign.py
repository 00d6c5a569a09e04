"""States by their capitals, and by their forces and government, in languages other than English; other parties of a country are not the state."""

from __future__ import annotations

import pytest

from verbale.resolution.actors import actor_key

KNOWN = {
    "RUS": ("российские войска", "российских войск", "Российская авиация", "Москва", "موسكو", "莫斯科", "القوات الروسية", "俄罗斯军队", "俄军", "les troupes russes", "las fuerzas rusas"),
    "SYR": ("دمشق", "Damas", "Damasco", "Дамаск", "大马士革", "القوات السورية", "الحكومة السورية", "сирийская армия", "le gouvernement syrien", "叙利亚政府军", "fuerzas sirias"),
    "ISR": ("израильские силы", "الجيش الإسرائيلي", "以色列军队", "l’armée israélienne", "las fuerzas israelíes"),
    "TUR": ("турецкие войска", "القوات التركية", "أنقرة", "les forces turques", "土耳其军队"),
    "USA": ("los aviones estadounidenses", "les forces américaines", "القوات الأمريكية", "美军", "американская авиация"),
}  # fmt: skip
OTHERS = (
    "российский фонд", "Сирийская обсерватория", "الهلال الأحمر السوري", "المعارضة السورية", "叙利亚人权观察站", "Observatoire syrien", "la oposición siria", "войска", "القوات", "les forces", "军队",
)  # fmt: skip


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, names in KNOWN.items() for name in names])
def test_a_states_own_are_the_state(code, name):
    assert actor_key(name) == code


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_not_its_own_is_another_party(name):
    assert actor_key(name) not in KNOWN
