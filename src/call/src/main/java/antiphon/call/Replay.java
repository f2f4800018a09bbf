package antiphon.call;

import antiphon.call.Entry.Moment;
import antiphon.call.Entry.Opening;
import antiphon.call.Stage.Departure;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A call lived again from its {@linkplain CallJournal journal}, without an engine, a line or a clock: the same decisions
 * are taken and the same news told.
 *
 * @param news what the call told, as far as the journal goes
 * @param moments how many events were met
 * @param departure where and how the call did otherwise than the journal says; empty when it is the same, bit for bit
 */
public record Replay(List<CallNews> news, int moments, Optional<String> departure) {

    /**
     * Lives the call again to the end of the journal, or to where it breaks off: a server that was killed leaves half an
     * entry.
     *
     * @throws IOException when it cannot be read, or no journal of this build begins here
     */
    public static Replay of(InputStream journal) throws IOException {
        var input = new DataInputStream(new BufferedInputStream(journal));
        var stage = new Stage();
        var form = new RecordForm(stage);
        byte[] first = RecordForm.next(input).orElseThrow(() -> new EOFException("The journal has no whole entry."));
        Opening opening = form.opening(first);
        stage.expect(opening.findings());
        Deque<byte[]> again = new ArrayDeque<>();
        List<CallNews> news = new ArrayList<>();
        Call call = new Call(opening.plan(), stage.line(), opening::at, news::add, again::add);
        int moments = 0;
        byte[] entry = first;
        while (Arrays.equals(entry, again.poll())) {
            Optional<byte[]> next = RecordForm.next(input);
            if (next.isEmpty()) {
                return new Replay(List.copyOf(news), moments, Optional.empty());
            }
            entry = next.get();
            Moment moment = form.moment(entry);
            stage.expect(moment.findings());
            try {
                call.happen(moment.event(), moment.at());
            } catch (Departure departed) {
                return departed(news, moments, moment, String.valueOf(departed.getMessage()));
            }
            moments++;
        }
        return departed(news, moments, form.moment(entry), "the call told other news than the journal holds");
    }

    private static Replay departed(List<CallNews> news, int moments, Moment at, String how) {
        String where = "At " + at.at() + ", after " + moments + " moments, when "
                + at.event().getClass().getSimpleName() + " happened, ";
        return new Replay(List.copyOf(news), moments, Optional.of(where + how + "."));
    }
}
