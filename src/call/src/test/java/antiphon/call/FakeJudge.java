package antiphon.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Keeps what it was asked until the test rules. */
final class FakeJudge implements GuardrailJudge {
    /** What was to be judged, and by which key, in this order. */
    final List<String> asked = new ArrayList<>();

    final Map<String, Consumer<Ruling>> waiting = new LinkedHashMap<>();
    int cancelled;

    @Override
    public Judging judge(Watch watch, Matter matter, Consumer<Ruling> ruling) {
        asked.add(watch.key() + ": " + matter.words());
        waiting.put(watch.key(), ruling);
        return () -> cancelled++;
    }

    /** Rules on what was asked last about this. */
    void rules(String key, Ruling ruling) {
        Objects.requireNonNull(waiting.remove(key)).accept(ruling);
    }

    void finds(String key) {
        rules(key, new Ruling.Broken(List.of(new Ruling.Breach(key, "", "about " + key))));
    }

    void passes(String key) {
        rules(key, new Ruling.Passed());
    }
}
