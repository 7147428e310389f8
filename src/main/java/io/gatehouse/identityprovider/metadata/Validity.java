package io.gatehouse.identityprovider.metadata;

import io.gatehouse.identityprovider.markup.Element;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.Comparator;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Optional;
import javax.xml.datatype.DatatypeFactory;
import org.jspecify.annotations.Nullable;

/** Until when metadata may be used: the earliest validUntil from the root down to the role (SAML Metadata 2.3). */
final class Validity {
    private static final Duration SOON = Duration.ofDays(30);

    private Validity() {}

    static @Nullable Instant of(List<Element> path, Instant now, Findings findings) {
        Instant earliest = null;
        for (Element element : path) {
            var text = element.attribute("validUntil").map(String::strip);
            if (text.isEmpty()) {
                continue;
            }
            var until = parse(text.get());
            if (until.isEmpty()) {
                findings.add(Rule.VALIDITY_UNREADABLE, element.place(), text.get());
                continue;
            }
            judge(until.get(), element, now, findings);
            if (earliest == null || until.get().isBefore(earliest)) {
                earliest = until.get();
            }
        }
        return earliest;
    }

    /** The shortest of all that are named; what can't be read as a time span says nothing. */
    static Optional<Duration> cacheDuration(Element root) {
        return root.all()
                .filter(e -> e.name().getNamespaceURI().equals(Candidates.MD))
                .flatMap(e -> e.attribute("cacheDuration").stream())
                .flatMap(text -> duration(text.strip()).stream())
                .min(Comparator.naturalOrder());
    }

    private static Optional<Duration> duration(String text) {
        try {
            var span = DatatypeFactory.newDefaultInstance().newDuration(text);
            // Months and years have no length of their own; from the beginning of 1970 they do.
            var duration = Duration.ofMillis(span.getTimeInMillis(new GregorianCalendar(1970, Calendar.JANUARY, 1)));
            return duration.isPositive() ? Optional.of(duration) : Optional.empty();
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static void judge(Instant until, Element element, Instant now, Findings findings) {
        var found = "validUntil " + until + " on " + element.name().getLocalPart();
        if (!now.isBefore(until)) {
            findings.add(Rule.METADATA_EXPIRED, element.place(), found);
        } else if (!now.plus(SOON).isBefore(until)) {
            findings.add(Rule.METADATA_EXPIRES_SOON, element.place(), found);
        }
    }

    // xs:dateTime may come without a zone; SAML Core 1.3.3 wants UTC and nothing else.
    private static Optional<Instant> parse(String text) {
        try {
            var parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    parsed instanceof OffsetDateTime zoned
                            ? zoned.toInstant()
                            : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
