package antiphon.analysis.delivery;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When something is sent again that nobody took: {@code webhooks.schedule} holds the pause before each attempt, in seconds.
 * Every pause but none at all is longer or shorter by up to a tenth, so that not all come back at once.
 */
record DeliverySchedule(List<Duration> pauses) {
    static final String USUAL = "0,5,300,1800,7200,18000,36000,36000";
    private static final double JITTER = 0.1;

    DeliverySchedule {
        pauses = List.copyOf(pauses);
    }

    /** @throws IllegalArgumentException when it is no list of seconds with commas */
    static DeliverySchedule read(String setting) {
        try {
            List<Duration> pauses = Arrays.stream(setting.split(",", -1))
                    .map(seconds -> Duration.ofSeconds(Long.parseUnsignedLong(seconds.strip())))
                    .toList();
            return new DeliverySchedule(pauses);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(
                    "webhooks.schedule holds seconds with commas, such as " + USUAL + ", but is: " + setting, wrong);
        }
    }

    /**
     * The pause before the next attempt.
     *
     * @param tries how many there were
     * @return nothing when there is to be no other
     */
    Optional<Duration> after(int tries, RandomGenerator random) {
        if (tries >= pauses.size()) {
            return Optional.empty();
        }
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        return Optional.of(Duration.ofMillis(Math.round(pauses.get(tries).toMillis() * factor)));
    }
}
