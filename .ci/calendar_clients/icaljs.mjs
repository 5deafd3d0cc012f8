// Prints what ical.js reads in a calendar file, one JSON object for each meeting. Knows only the
// time zones that the file itself brings, as a calendar in a web page does.
//
//     node icaljs.mjs calendar.ics    (with ical.js in node_modules beside this file)
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
ICAL.TimezoneService.reset();
for (const component of calendar.getAllSubcomponents("vtimezone")) {
  const zone = new ICAL.Timezone(component);
  ICAL.TimezoneService.register(zone, zone.tzid);
}

const moment = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());

for (const component of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(component);
  console.log(JSON.stringify({
    title: event.summary,
    start: moment(event.startDate),
    end: moment(event.endDate),
    status: component.getFirstPropertyValue("status"),
  }));
}
