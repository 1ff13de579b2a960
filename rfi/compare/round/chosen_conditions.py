"""Conditions as chosen → the conditions of a comparison; the one path of screen and commands."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.scope import FULL_SCOPE, Scope
from rfi.scenario.assumptions import Assumption, check_assumption
from rfi.scenario.chosen import Chosen, ChosenCity, ExpectedAmount
from rfi.scenario.city.city import City, nearest_scenario, typed_city
from rfi.scenario.city.estimates import complete_city
from rfi.scenario.questionnaire import Questionnaire
from rfi.scenario.scope_choice import EVERYTHING, cells_of, check_scope, with_chosen
from rfi.schema.issue import Issue
from rfi.text.masking import Masks, masked
from rfi.text.wording import Lang, text

Cities = Mapping[str, City]


def _city_faults(chosen: Chosen, known: Cities) -> Iterator[Issue]:
    city = chosen.city
    typed = {city.code} if city and city.is_typed else set()
    if city and not typed and city.code not in known:
        yield Issue("conditions_unknown_city", "error", "/city/code", params={"given": city.code})
    for index, code in enumerate(chosen.group):
        if code not in known and code not in typed:
            pointer = f"/group/{index}"
            yield Issue("conditions_unknown_city", "error", pointer, params={"given": code})
    if city and chosen.group and city.code not in chosen.group:
        facts = {"given": city.code}
        yield Issue("conditions_city_outside_group", "error", "/group", params=facts)


def _weight_faults(chosen: Chosen, method: str) -> Iterator[Issue]:
    weights = dict(chosen.own_weights)
    for index, code in enumerate(weights):
        if code not in chosen.group:
            pointer = f"/own_weights/{index}/code"
            yield Issue("conditions_weight_outside_group", "error", pointer, params={"given": code})
    if method != "own" or not chosen.group:
        return
    missing = tuple(code for code in chosen.group if code not in weights)
    if missing:
        facts = {"codes": missing}
        yield Issue("conditions_weight_missing", "error", "/own_weights", params=facts)
    elif math.fsum(weights.values()) <= 0:
        yield Issue("conditions_weights_zero", "error", "/own_weights")


def sharing_method(chosen: Chosen, answers: AnswerSet) -> str:
    """Return the sharing method in force."""
    return str(chosen.value_of("sharing_method") or answers.assumptions.choice("sharing_method"))


def _is_asked(expected: ExpectedAmount, asked: Questionnaire) -> bool:
    """Tell whether the cell of an expected amount is asked anywhere; letters may come later."""
    cell = (expected.business, expected.item)
    return any(cell in cells for cells in asked.asked.values())


def check_chosen(chosen: Chosen, answers: AnswerSet) -> tuple[Issue, ...]:
    """Return what of a choice a round cannot follow, by its place in a saved document.

    Args:
        chosen: The choice.
        answers: The round.
    """
    asked, known = answers.questionnaire, answers.cities.known
    issues: list[Issue] = []
    if chosen.scenario_id is not None and chosen.scenario_id not in asked.scenarios:
        facts = {"given": chosen.scenario_id, "known": tuple(asked.scenarios)}
        issues.append(Issue("conditions_unknown_scenario", "error", "/scenario_id", params=facts))
    issues.extend(_city_faults(chosen, known))
    issues.extend(_weight_faults(chosen, sharing_method(chosen, answers)))
    issues.extend(check_scope(chosen.scope, asked, "/scope"))
    for index, name in enumerate(chosen.options):
        if name not in asked.option_ids:
            facts = {"given": name}
            issues.append(
                Issue("conditions_unknown_option", "error", f"/options/{index}", params=facts)
            )
    for index, expected in enumerate(chosen.expected):
        if not _is_asked(expected, asked):
            facts = {"letter": expected.letter, "business": expected.business}
            pointer = f"/expected/{index}"
            issues.append(
                Issue(
                    "conditions_unknown_hole",
                    "error",
                    pointer,
                    params={**facts, "item": expected.item},
                )
            )
    for index, one in enumerate(chosen.assumptions):
        issues.extend(check_assumption(one.key, one.value, f"/assumptions/{index}/value"))
    return tuple(issues)


def fitting(chosen: Chosen, answers: AnswerSet) -> Chosen:
    """Return the part of a choice that a round can follow (another round may know less).

    A city that goes without a weight of its own where weights are asked for gets 1.
    """
    asked, known = answers.questionnaire, answers.cities.known
    city = chosen.city
    if city and not city.is_typed and city.code not in known:
        city = None
    typed = {city.code} if city and city.is_typed else set()
    group = {code for code in chosen.group if code in known or code in typed}
    wrong_scope = not chosen.scope.is_full and any(
        one.severity == "error" for one in check_scope(chosen.scope, asked)
    )
    fits = replace(
        chosen,
        scenario_id=chosen.scenario_id if chosen.scenario_id in asked.scenarios else None,
        scope=EVERYTHING if wrong_scope else chosen.scope,
        options=tuple(name for name in chosen.options if name in asked.option_ids),
        expected=tuple(one for one in chosen.expected if _is_asked(one, asked)),
        assumptions=tuple(
            one for one in chosen.assumptions if not check_assumption(one.key, one.value)
        ),
    )
    fits = fits.with_group(group).with_city(city)
    if not fits.group or sharing_method(fits, answers) != "own":
        return fits
    weights = dict(fits.own_weights)
    if math.fsum(weights.values()) <= 0:
        weights = {}
    return replace(fits, own_weights=tuple((code, weights.get(code, 1.0)) for code in fits.group))


def _with_own_figures(city: City, chosen: ChosenCity) -> City:
    return replace(
        city,
        figures={**city.figures, **dict(chosen.figures)},
        volumes={**city.volumes, **dict(chosen.volumes)},
    )


def chosen_city(chosen: ChosenCity, known: Cities, lang: Lang) -> City:
    """Return the city chosen, its own figures over those of its profile.

    Raises:
        KeyError: the code is not known; ``check_chosen`` tells before.
    """
    if chosen.population is None:
        return _with_own_figures(known[chosen.code], chosen)
    typed = typed_city(chosen.code, chosen.population, text("city.typed", lang))
    return _with_own_figures(typed, chosen)


def without_names(one: Assumption, masks: Masks) -> Assumption:
    """Return an assumption of which neither source nor note names anybody."""
    return replace(one, source=masked(one.source, masks), note=masked(one.note, masks))


def _figures(city: ChosenCity, masks: Masks) -> ChosenCity:
    return replace(
        city,
        figures=tuple(
            (key, replace(one, source=masked(one.source, masks))) for key, one in city.figures
        ),
        volumes=tuple(
            (key, replace(one, source=masked(one.source, masks))) for key, one in city.volumes
        ),
    )


def shown_to(answers: AnswerSet, chosen: Chosen) -> Chosen:
    """Return a choice as it may be told beside a round: what people typed in it names nobody.

    An expected amount is a figure of one offer, which it names by the letter of the whole round:
    statistics and the copy of one vendor have none.
    """
    masks = answers.masks
    told = () if answers.mode in {"aggregate", "own"} else chosen.expected
    if not masks:
        return replace(chosen, expected=told)
    return replace(
        chosen,
        city=_figures(chosen.city, masks) if chosen.city else None,
        assumptions=tuple(without_names(one, masks) for one in chosen.assumptions),
        expected=tuple(replace(one, source=masked(one.source, masks)) for one in told),
    )


def conditions_of_chosen(answers: AnswerSet, chosen: Chosen, lang: Lang = "ja") -> Conditions:
    """Return the conditions that a choice makes of a round; without faults in ``check_chosen``.

    With a city the quoted scenario is set aside: the conditions then name the single-city one
    nearest in size. What the profiles of the cities lack is estimated.

    Args:
        answers: The round.
        chosen: What differs from the questionnaire's default scenario and the round's own values.
        lang: Language of the source written on estimates.
    """
    asked, known = answers.questionnaire, answers.cities.known
    chosen = shown_to(answers, chosen)
    source = text("city.estimated", lang, questionnaire=asked.title)

    def complete(one: ChosenCity) -> City:
        """Return the city with what its profile lacks; kept, since no assumption touches it."""
        return answers.kept.get(
            "completed_city",
            (one, lang),
            lambda: complete_city(chosen_city(one, known, lang), asked, source),
        )

    city = complete(chosen.city) if chosen.city else None
    members = {code: complete(ChosenCity(code)) for code in chosen.group if code in known}
    if city and city.code in chosen.group:
        # The group holds the city with the figures it is shown with.
        members[city.code] = city
    nearest = nearest_scenario(asked, city.population) if city else chosen.scenario_id
    cells = cells_of(with_chosen(chosen.scope, asked, chosen.options), asked)
    return Conditions(
        scenario_id=nearest or asked.default_scenario_id,
        assumptions=answers.assumptions.owned(chosen.assumptions),
        scope=FULL_SCOPE if cells is None else Scope(cells),
        city=city,
        group=tuple(members[code] for code in sorted(members)),
        own_weights=chosen.own_weights,
        inputs=answers.inputs,
        options=chosen.options,
        expected=chosen.expected,
        round_offers=answers.round_offers,
        mode=answers.mode,
        level=answers.level,
    )
