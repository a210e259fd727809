/* A block in the hand: where it came from, where it may go, where it is now.
   The server tells once, when the block is taken, the verdict of every department and first week. */

export class Hold {
  constructor(page, cell, answer) {
    this.page = page;
    this.cell = cell;
    this.row = page.row(cell);
    this.block = page.key(cell);
    this.group = cell.dataset.group === "true";
    this.length = Number(answer.weeks);
    this.departments = answer.departments;
    this.choices = new Map(answer.choices.map((choice) => [`${choice.department}/${choice.week}`, choice]));
    this.department = answer.department;
    this.week = answer.week;
    this.home = { department: answer.department, week: answer.week };
    this.lastWeek = Number(page.root.dataset.weeks) - this.length;
    page.root.classList.add("is-holding");
    for (const one of page.block(cell)) one.classList.add("held");
    this.hatch();
  }

  choice(department = this.department, week = this.week) {
    return this.choices.get(`${department}/${week}`);
  }

  /* Hatch what would break a rule: in the load table every first week, in the learner's row those of this department. */
  hatch() {
    for (const choice of this.choices.values()) {
      const load = this.page.load(choice.department, choice.week);
      if (load) load.classList.add(choice.ok ? "may" : "bad");
      if (load) load.dataset.say = choice.say;
    }
    this.hatchRow();
  }

  hatchRow() {
    for (const cell of this.row.querySelectorAll("td[data-week]")) {
      const choice = this.choice(this.department, Number(cell.dataset.week));
      cell.classList.toggle("may", Boolean(choice?.ok));
      cell.classList.toggle("bad", Boolean(choice && !choice.ok));
    }
  }

  /* One step: weeks = -1, +1 to the side; departments = -1, +1 up or down. */
  step(weeks, departments) {
    const at = this.departments.indexOf(this.department) + departments;
    if (departments) this.department = this.departments[Math.min(Math.max(at, 0), this.departments.length - 1)];
    this.week = Math.min(Math.max(this.week + weeks, 0), Math.max(this.lastWeek, 0));
    if (departments) this.hatchRow();
    this.point();
  }

  aim(department, week) {
    if (department === this.department && week === this.week) return;
    const other = department !== this.department;
    this.department = department;
    this.week = Math.min(Math.max(week, 0), Math.max(this.lastWeek, 0));
    if (other) this.hatchRow();
    this.point();
  }

  /* Show and say where the block would land. */
  point() {
    this.page.clear("target");
    const choice = this.choice();
    for (const week of choice?.periods || [this.week]) {
      this.page.cell(this.row, week)?.classList.add("target");
      this.page.load(this.department, week)?.classList.add("target");
    }
    this.page.load(this.department, this.week)?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.page.say(choice ? choice.say : this.page.root.dataset.sayNowhere, choice?.ok ? "good" : "bad");
  }

  get moved() {
    return this.department !== this.home.department || this.week !== this.home.week;
  }

  release() {
    this.page.root.classList.remove("is-holding");
    this.page.clear("held", "target", "may", "bad");
  }
}
