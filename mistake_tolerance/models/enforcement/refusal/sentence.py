"""The message of a refusal for the user who wrote the record."""

from ...base.wording import write_day, write_name


def get_refusal_sentence(env, outcome, subject, effect, is_visible):
    """Return why a record is refused, and what to do.

    :param env: the environment of the reader
    :param str outcome: of the verdict, or why a ground is needed
    :param str subject: name of the person or unit
    :param tolerance.effect effect: what protects them, with all rights
    :param bool is_visible: whether the reader may know the decision
    :rtype: str
    """
    values = {
        "subject": subject,
        "number": effect.name,
        "date": write_day(env, effect.decided_on),
        "cap": effect.cap_points,
    }
    if outcome == "ground_needed":
        return env._(
            "%(subject)s is protected or under examination in this area. Name the "
            "matter that this record is about; if it is about none, make a "
            "declaration of another ground first.",
            **values,
        )
    if outcome == "matter_unrelated":
        return env._(
            "%(subject)s is protected or under examination in this area, and the "
            "matter named does not concern them. Name the one that this record is "
            "about, or have the person or unit entered in it; if it is about "
            "none, make a declaration of another ground first.",
            **values,
        )
    if outcome == "matter_others":
        return env._(
            "The matter named does not concern %(subject)s, and a decision or an "
            "examination protects somebody else in it. Name the one that this "
            "record is about, or have the person or unit entered in it; if it is "
            "about none, make a declaration of another ground first.",
            **values,
        )
    if outcome == "mark_needed":
        return env._(
            "%(subject)s is protected or under examination in this area. Enter "
            "each ground of this result as a negative mark that stands on this "
            "record first; the result can be saved then.",
            **values,
        )
    if outcome == "unanswered":
        return env._(
            "%(subject)s may be a person whom a decision protects in this matter. "
            "An HR officer must first say, under Records of One Person, whether "
            "it is one person.",
            **values,
        )
    if outcome == "held":
        return env._(
            "%(subject)s: the matter is being examined. Wait for the decision.",
            **values,
        )
    if not is_visible:
        return env._(
            "%(subject)s: this record cannot be kept. Ask the HR officer in charge "
            "of error tolerance.",
            **values,
        )
    if outcome == "above_cap":
        return env._(
            "%(subject)s: under decision %(number)s of %(date)s this matter may "
            "cost %(cap)s points at most, all records together. Lower the "
            "points, or take the record out.",
            **values,
        )
    return env._(
        "%(subject)s: decision %(number)s of %(date)s protects against holding "
        "this matter against them in the area “%(area)s” (%(ground)s). Take the record "
        "out.",
        area=effect.area_id.name,
        ground=get_ground(env, effect),
        **values,
    )


def get_ground(env, effect):
    """Return the regulation, and its article on the area, by which an effect protects.

    :param tolerance.effect effect: with all rights
    :rtype: str
    """
    decision = effect.determination_id
    lines = decision.line_ids.filtered(lambda line: line.area_id == effect.area_id)
    area = lines.scheme_area_id
    return write_name(
        env,
        [decision.version_id.display_name, area.article_id and area.citation],
    )
