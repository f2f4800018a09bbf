package antiphon.agents.knowledge.crawling;

import antiphon.agents.knowledge.reading.Unreadable;
import antiphon.agents.knowledge.reading.WebPages;
import antiphon.agents.knowledge.reading.WebPages.Fetched;
import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What a site's robots.txt says to us (RFC 9309). */
final class Robots {
    private static final int MOST_BYTES = 512 * 1024;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    private final BaseRobotRules rules;

    private Robots(BaseRobotRules rules) {
        this.rules = rules;
    }

    /** Without such a file all is allowed; while the site cannot say, nothing is. */
    static Robots of(URI seed, WebPages pages) {
        SimpleRobotRulesParser parser = new SimpleRobotRulesParser();
        URI address = seed.resolve("/robots.txt");
        try {
            Fetched file = pages.fetch(address, MOST_BYTES);
            if (!file.successful()) {
                return new Robots(parser.failedFetch(file.status()));
            }
            return new Robots(parser.parseContent(
                    address.toString(), file.body(), "text/plain", List.of(WebPages.AGENT.toLowerCase(Locale.ROOT))));
        } catch (Unreadable unreachable) {
            return new Robots(parser.failedFetch(503));
        }
    }

    boolean allow(URI address) {
        return rules.isAllowed(address.toString());
    }

    /** How long to wait between two pages. */
    Duration pause() {
        return Duration.ofMillis(Math.clamp(rules.getCrawlDelay(), 0, LONGEST_PAUSE_MILLIS));
    }
}
