package antiphon.voices.usage;

import antiphon.api.Problem;
import antiphon.api.Query;
import antiphon.api.Refusal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A span of time, and the spans into which it is cut, all in UTC.
 *
 * @param unit {@code hour}, {@code day}, {@code week} or {@code month}
 * @param whole whether only the sum over all of it is wanted
 */
record Window(Instant from, Instant to, String unit, boolean whole) {
    private static final int MOST_SPANS = 10_000;
    private static final long LATEST_MILLIS = 253_402_300_799_000L;

    static Window read(Query query) {
        Instant from = Instant.ofEpochMilli(moment(query, "start_unix"));
        Instant to = Instant.ofEpochMilli(moment(query, "end_unix"));
        if (to.isBefore(from)) {
            throw wrong("end_unix", "Input should not be before start_unix");
        }
        if (query.number("aggregation_bucket_size", 1, Integer.MAX_VALUE).isPresent()) {
            throw new Refusal.NotImplemented(
                    "This server counts by hour, day, week or month: see aggregation_interval.");
        }
        String interval = query.oneOf("aggregation_interval", Set.of("hour", "day", "week", "month", "cumulative"))
                .orElse("day");
        boolean whole = interval.equals("cumulative");
        Window window = new Window(from, to, whole ? "day" : interval, whole);
        if (!whole && window.roughly() > MOST_SPANS) {
            throw wrong("aggregation_interval", "Input should cut the time into at most " + MOST_SPANS + " spans");
        }
        return window;
    }

    private static long moment(Query query, String name) {
        return query.number(name, 0, LATEST_MILLIS).orElseThrow(() -> wrong(name, "Field required"));
    }

    private static Refusal.Invalid wrong(String name, String message) {
        return new Refusal.Invalid(new Problem(List.of("query", name), message, "value_error"));
    }

    private long roughly() {
        long hours = ChronoUnit.HOURS.between(from, to);
        return unit.equals("hour") ? hours : hours / 24;
    }

    /** Where each span begins, the first at or before the beginning. */
    List<Instant> spans() {
        if (whole) {
            return List.of(from);
        }
        List<Instant> spans = new ArrayList<>();
        for (ZonedDateTime at = first(); !at.toInstant().isAfter(to); at = after(at)) {
            spans.add(at.toInstant());
        }
        return spans;
    }

    private ZonedDateTime first() {
        ZonedDateTime at = from.atZone(ZoneOffset.UTC);
        if (unit.equals("hour")) {
            return at.truncatedTo(ChronoUnit.HOURS);
        }
        LocalDate day = at.toLocalDate();
        LocalDate begins = switch (unit) {
            case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "month" -> day.withDayOfMonth(1);
            default -> day;
        };
        return begins.atStartOfDay(ZoneOffset.UTC);
    }

    private ZonedDateTime after(ZonedDateTime at) {
        return switch (unit) {
            case "hour" -> at.plusHours(1);
            case "week" -> at.plusWeeks(1);
            case "month" -> at.plusMonths(1);
            default -> at.plusDays(1);
        };
    }
}
