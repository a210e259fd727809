"""What each sheet and column of the workbook is for: the template's notes and its documentation."""

from __future__ import annotations

from wardbridge.rulekit.messages.marking import N_

MESSAGES = {
    "workbook-title": N_("Placement round"),
    "column-required": N_("required"),
    "column-optional": N_("may be left blank"),
    "example-row": N_("Example. Left as it is, this row is ignored; delete it or overwrite all of it."),
    # sheets
    "sheet-round": N_("The round itself: exactly one row."),
    "sheet-sites": N_("Practice sites: one row each. A hospital may have several sites."),
    "sheet-departments": N_("Departments that receive learners: one row each."),
    "sheet-teachers": N_(
        "Practice teachers: one row each. Their number and level limit how many learners a department takes."
    ),
    "sheet-programmes": N_(
        "Programmes of the schools: one row for each track, or one row for a programme without tracks."
    ),
    "sheet-requirements": N_("What every learner of a programme (or of one track) must do: one row for each block."),
    "sheet-learners": N_("Learners who take part: one row each. Student code and birth date identify a learner."),
    "sheet-groups": N_("Classes and groups: one row each."),
    "sheet-places": N_(
        "Places offered: with a department, learners at one time; with a site only, learners over the whole round."
    ),
    "sheet-wishes": N_("Wishes of learners by rank: one row each. What is left blank does not matter to the learner."),
    "sheet-locks": N_("Placements that are already decided and may not be moved: one row each."),
    "sheet-changes": N_("What has changed in the round since its plan was published: one row each."),
    "sheet-imposed": N_(
        "Where a learner does a requirement, decided without weeks: one row each. Name a department, or a site."
    ),
    "sheet-history": N_("What learners did in earlier rounds and what follows from it in this one: one row each."),
    # columns that several sheets have
    "column-languages": N_("Languages with a level (A1 to C2), such as en B2; fr C1."),
    "column-requirement": N_("Code of a requirement of the learner's programme."),
    "column-departments-languages": N_(
        "Languages that a learner must have, each with the least level, such as en B2; blank: none."
    ),
    "column-programmes-first": N_(
        "First day of the programme's own weeks in the round; blank: from the beginning of the round."
    ),
    "column-programmes-last": N_("Last day of the programme's own weeks; blank: to the end of the round."),
    "column-nights-in-row": N_("Most weeks on nights one after the other; blank: no limit."),
    "column-rest-after-nights": N_("Weeks off after weeks on nights, before any other placement; blank: none."),
    "column-shifts": N_(
        "By which shifts a block may be done, separated by semicolons: day, morning, afternoon, night; blank: day."
    ),
    "column-ways": N_(
        "Ways to do the weeks of one discipline, separated by semicolons: 4; 2+2 is one block of 4 weeks or two of 2, "
        "perhaps in different departments. The longest is the weeks of the row. Blank: one block."
    ),
    "column-beside": N_(
        "Code of the requirement that is done in the same weeks at the same site, one by mornings, one by afternoons."
    ),
    "column-shift": N_(
        "Time of the day at which the places are: day, morning, afternoon, night; blank: day, mornings and afternoons."
    ),
    "sheet-exceptions": N_(
        "Who moves with a class or group, but not always: one row for each exception. A week counts when one of its "
        "working days does. What a learner misses is not asked for in this round. Neither discipline nor days: the "
        "learner is planned apart from the group."
    ),
    "column-exceptions-discipline": N_("Discipline in which the learner is not with the group; blank: any."),
    "column-exceptions-first": N_("First day on which the learner is not with the group; blank: from the beginning."),
    "column-exceptions-last": N_("Last day on which the learner is not with the group; blank: to the end."),
    "column-exceptions-reason": N_("Why, and where or when what is missed is done instead."),
    "column-allowed-by": N_("The post of who allowed it."),
    "column-night-burden": N_(
        "Points that a week on nights counts as a burden beside those of site and department. Blank: 1."
    ),
    "column-imposed-department": N_("Code of the department; blank: any of the site."),
    "column-effect": N_(
        "done: the requirement (or the discipline of it) counts as done. not again: no placement there any more. "
        "stay: better at the same site again."
    ),
    "column-history-discipline": N_("Code of the discipline; blank: all of the requirement, or any discipline there."),
    "column-earlier": N_("The earlier round, in words of your own."),
    "column-code": N_("A short code of your own, used by other sheets to refer to this row. Each code only once."),
    "column-name-vi": N_("Name in Vietnamese; also shown where the other languages have none."),
    "column-name-en": N_("Name in English."),
    "column-name-fr": N_("Name in French."),
    "column-name-family": N_("Family name (họ). A family name and middle name in one cell are told apart."),
    "column-name-middle": N_("Middle name (đệm)."),
    "column-name-given": N_("Given name (tên), which stands for the person."),
    "column-name-full": N_("The whole name in Vietnamese order, if it is not typed in three columns."),
    "column-site": N_("Code of the site, as in the sheet sites."),
    "column-sites": N_("Codes of sites separated by semicolons; blank: any site."),
    "column-department": N_("Code of the department, as in the sheet departments."),
    "column-discipline": N_("Code of the discipline, such as cardiology. Requirements name the same codes."),
    "column-programme": N_("Code of the programme, as in the sheet programmes."),
    "column-track": N_("Code of the track, as in the sheet programmes."),
    "column-level": N_("Level of training: postgraduate, university or college."),
    "column-learner": N_("Student code, as in the sheet learners."),
    "column-unavailable": N_(
        "Days without placement, such as 05/05/2025-11/05/2025; several are separated by semicolons."
    ),
    # columns of one sheet
    "column-changes-change": N_("What has changed: choose one."),
    "column-changes-department": N_("Of a closed department or of one with fewer places: its code."),
    "column-changes-teacher": N_("Of a teacher who is away: the code."),
    "column-changes-learner": N_("Of a learner who is late, away, gone or new: the student code."),
    "column-changes-first": N_("First day of the change; for a late learner the day of arrival."),
    "column-changes-last": N_("Last day of the change; blank: until the round ends."),
    "column-changes-places": N_("Most learners at one time that the department still takes."),
    "column-changes-name": N_("Of a new learner: the whole name in Vietnamese order."),
    "column-changes-born": N_("Of a new learner: the birth date."),
    "column-changes-programme": N_("Of a new learner: the code of the programme; else whose places fall."),
    "column-changes-class-code": N_("Of a new learner: the code of the class, if there is one."),
    "column-changes-group": N_("Of a new learner: the code of the group, if there is one."),
    "column-round-first-day": N_("The Monday on which the first week begins, as day/month/year."),
    "column-round-weeks": N_("Number of weeks of the calendar, exam weeks included."),
    "column-round-holidays": N_("Public holidays inside the round, separated by semicolons."),
    "column-round-max-sites-per-learner": N_("At how many sites one learner may be during the round; blank: 1."),
    "column-round-synthetic": N_("Yes when the people in this workbook are invented."),
    "column-organisation": N_("Name of the hospital that owns the site."),
    "column-address": N_("Address of the site."),
    "column-sites-housing": N_("Places to sleep for learners who need one, at one time; blank: no limit is known."),
    "column-housing-women": N_("Most learners at one time in rooms for women; blank: no limit of its own."),
    "column-housing-men": N_("Most learners at one time in rooms for men; blank: no limit of its own."),
    "column-sites-burden": N_(
        "Points that a week at the site counts as a burden, such as for a long way; a plan shares burdens evenly. "
        "Blank: none."
    ),
    "column-few-schools": N_(
        "Yes for a site under Art 10(2): over the round it serves at most as many universities, and colleges or "
        "intermediate schools, as rule VN-11 says. Blank: no."
    ),
    "column-departments-burden": N_(
        "Points that a week here counts as a burden beside the site's, such as for few cases. Blank: none."
    ),
    "column-short": N_("Short code shown in the planning board, such as TM for cardiology."),
    "column-beds": N_("Hospital beds. The law allows at most 3 learners per bed at one time."),
    "column-chairs": N_("Dental chairs. The law allows at most 3 learners per chair at one time."),
    "column-room": N_("Most learners that the department's teaching room holds at one time; blank: no limit."),
    "column-floor": N_("Building and floor, as told to learners."),
    "column-teachers-level": N_("Level of the teacher's own degree: he may teach this level and those below."),
    "column-practice-since": N_("First day of continuous practice in the specialty since licensing."),
    "column-licence": N_("Number of the practising licence."),
    "column-teaching-certificate": N_("Whether the teacher holds a certificate in clinical teaching; blank: yes."),
    "column-leave": N_("Days of absence, such as 14/04/2025-20/04/2025; several are separated by semicolons."),
    "column-post": N_("Post of the teacher, such as head of department."),
    "column-appointed-from": N_("First day of the appointment as a practice teacher; blank: no limit."),
    "column-appointed-to": N_(
        "Last day of the appointment; blank: no limit. The teacher counts in weeks whose working days it covers."
    ),
    "column-certificate-until": N_("Last day on which the teaching certificate holds; blank: no limit."),
    "column-licence-until": N_("Last day on which the practising licence holds; blank: no limit."),
    "column-programmes-code": N_("Code of the programme; the rows of its tracks repeat it."),
    "column-school": N_("Name of the school that runs the programme."),
    "column-profession": N_("Profession for which the programme trains, such as doctor or nurse."),
    "column-programmes-track": N_("Code of the track; blank when the programme has no tracks."),
    "column-track-name-vi": N_("Name of the track in Vietnamese."),
    "column-track-name-en": N_("Name of the track in English."),
    "column-track-name-fr": N_("Name of the track in French."),
    "column-programmes-sites": N_(
        "Codes of the sites where the track may be done, separated by semicolons; blank: any."
    ),
    "column-subjects": N_(
        "What is trained besides the specialty, separated by semicolons: ethics, communication, tact, soft skills, "
        "rules of examination and treatment."
    ),
    "column-requirements-track": N_("Code of the track; blank: learners of all tracks."),
    "column-disciplines": N_(
        "Codes of disciplines separated by semicolons: of these the learner does as many as the next column says."
    ),
    "column-choose": N_("How many of the disciplines a learner does, each as one block; blank: 1."),
    "column-requirements-weeks": N_("Length of one block in weeks."),
    "column-after": N_("Codes of requirements that must be done before, separated by semicolons."),
    "column-learners-code": N_("Student code given by the school. Keep leading zeros: the column is text."),
    "column-born": N_("Birth date, as day/month/year."),
    "column-learners-track": N_("Code of the track; blank: the planner chooses among the programme's tracks."),
    "column-class-code": N_("Code of the class (lớp), as in the sheet groups."),
    "column-group": N_("Code of the group (nhóm, tổ), as in the sheet groups."),
    "column-email": N_("E-mail address."),
    "column-phone": N_("Telephone number."),
    "column-learners-housing": N_(
        "Whether the learner needs a place to sleep: yes, or women or men for a place in their rooms; blank: no."
    ),
    "column-carried": N_(
        "Burden borne in earlier rounds: what the last plan carries over. Blank: not known, taken for the mean of the "
        "others."
    ),
    "column-kind": N_("class (lớp) or group (nhóm, tổ)."),
    "column-name": N_("Name of the class or group."),
    "column-leader": N_("Student code of the leader, who is a member."),
    "column-together": N_("Yes when the members share one rotation; blank: no."),
    "column-places-department": N_(
        "Code of the department; blank: the row limits the whole site over the whole round."
    ),
    "column-places-programme": N_("Code of the programme for which the places are; blank: any."),
    "column-places-level": N_("Level for which the places are; blank: any."),
    "column-places-first": N_("First day on which the places are offered; blank: from the beginning of the round."),
    "column-places-last": N_("Last day on which the places are offered; blank: to the end of the round."),
    "column-minimum": N_(
        "Fewest learners at one time in every week of the row; without a department: over the whole round. Blank: none."
    ),
    "column-maximum": N_("Most learners."),
    "column-places-school": N_("School whose learners the places are for, as in the sheet programmes; blank: any."),
    "column-reserved": N_(
        "How many places are kept for whom the row counts: others leave them free in every row that is also for more "
        "people. Blank: none."
    ),
    "column-released": N_("Weeks that begin on this day or later keep nothing; blank: all weeks of the row do."),
    "column-year": N_(
        "Calendar year that a row for a whole site is for: it holds where the round begins in that year. Blank: any."
    ),
    "column-used": N_("People whom the site received earlier in the year; they count to the row's numbers."),
    "column-rank": N_("1 for the dearest wish."),
    "column-locks-first": N_("A day of the first week of the placement, as day/month/year."),
    "column-locks-last": N_("A day of the last week of the placement, as day/month/year."),
    "column-reason": N_("Why the placement is decided."),
}
