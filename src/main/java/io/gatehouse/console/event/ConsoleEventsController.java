package io.gatehouse.console.event;

import io.gatehouse.audit.EventFilter;
import io.gatehouse.audit.LoginEvent.Outcome;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.console.page.EventLine;
import io.gatehouse.console.page.Missing;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.reason.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Login events, newest first: of everybody, or of one partner's people. */
@Controller
class ConsoleEventsController {
    private static final int PAGE = 50;

    private final LoginEvents events;
    private final Partners partners;

    ConsoleEventsController(LoginEvents events, Partners partners) {
        this.events = events;
        this.partners = partners;
    }

    @GetMapping("/console/login-events")
    String all(@RequestParam Map<String, String> given, Model model) {
        model.addAttribute("partner", null);
        var asked = Optional.ofNullable(given.get("partner"))
                .map(String::strip)
                .filter(PartnerId::isOne)
                .orElse(null);
        return show("/console/login-events", asked, given, model);
    }

    @GetMapping("/console/partners/{partner}/login-events")
    String ofPartner(@PathVariable("partner") String name, @RequestParam Map<String, String> given, Model model) {
        var partner = partners.find(Missing.partner(name)).orElseThrow(Missing::new);
        model.addAttribute("partner", partner);
        // Whatever the address asks for besides, it is this partner's.
        return show(
                "/console/partners/" + partner.id() + "/login-events",
                partner.id().value(),
                given,
                model);
    }

    private String show(String address, @Nullable String partner, Map<String, String> given, Model model) {
        var email = text(given, "email");
        var reason = Reason.ofCode(text(given, "reason")).map(Reason::code).orElse("");
        var outcome = Arrays.stream(Outcome.values())
                .filter(o -> o.code().equals(text(given, "outcome")))
                .findFirst();
        var reference = text(given, "reference");
        var from = day(text(given, "from"));
        var to = day(text(given, "to")).map(d -> d.plusDays(1));
        var cursor = Optional.of(text(given, "cursor")).filter(EventFilter::isCursor);
        var page = events.search(
                new EventFilter(
                        partner,
                        null,
                        orNull(email),
                        outcome.orElse(null),
                        orNull(reason),
                        null,
                        from.map(ConsoleEventsController::start).orElse(null),
                        to.map(ConsoleEventsController::start).orElse(null),
                        orNull(reference),
                        cursor.orElse(null)),
                PAGE);
        var asked = new LinkedHashMap<String, String>();
        asked.put("email", email);
        asked.put("reason", reason);
        asked.put("outcome", outcome.map(Outcome::code).orElse(""));
        asked.put("reference", reference);
        asked.put("from", from.map(LocalDate::toString).orElse(""));
        asked.put("to", to.map(d -> d.minusDays(1).toString()).orElse(""));
        asked.put("partner", partner == null ? "" : partner);
        model.addAttribute("asked", asked);
        model.addAttribute("address", address);
        model.addAttribute(
                "reasons",
                Arrays.stream(Reason.values()).map(Reason::code).sorted().toList());
        model.addAttribute("events", page.items().stream().map(EventLine::of).toList());
        model.addAttribute("next", page.next() == null ? "" : page.next());
        return "console/login-events";
    }

    private static String text(Map<String, String> given, String name) {
        var text = given.getOrDefault(name, "").strip();
        return text.length() <= 320 ? text : "";
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(text)).filter(ConsoleEventsController::sane);
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }

    private static boolean sane(LocalDate day) {
        return day.getYear() >= 1970 && day.getYear() < 9999;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
