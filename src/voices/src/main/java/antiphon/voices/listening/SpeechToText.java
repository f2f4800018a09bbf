package antiphon.voices.listening;

import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import antiphon.speech.SpeechRecognizer;
import antiphon.speech.SpeechRecognizer.Words;
import antiphon.speech.SpeechUnavailable;
import antiphon.speech.VoiceActivityDetector;
import antiphon.voices.Voices;
import antiphon.voices.usage.SpeechUses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** Has sounds written down by this server's engines. */
@ApplicationScoped
public class SpeechToText {
    /** Each holds its whole sound in memory. */
    private static final int MOST_AT_ONCE = 4;

    private static final double UNLIKELIEST = 1e-4;

    @Inject
    Voices voices;

    @Inject
    Transcripts transcripts;

    @Inject
    SpeechUses uses;

    private final Semaphore room = new Semaphore(MOST_AT_ONCE);

    /**
     * Hears a sound out. Blocks for a good part of the time that it lasts.
     *
     * @param kept whether the transcript shall be there to be asked for later
     * @return the contract's SpeechToTextChunkResponseModel
     */
    JsonObject transcribe(TranscriptionWish wish, boolean kept, Actor by) {
        if (!room.tryAcquire()) {
            throw new Refusal.TooMany("too_many_transcriptions", "This server writes down as many sounds as it may.");
        }
        try {
            SoundFile sound = SoundFile.read(wish.file(), wish.bare());
            List<Words> heard = heard(wish, sound);
            String id = PublicId.fresh("trans_");
            JsonObject document = document(id, wish, sound, heard);
            if (kept) {
                transcripts.keep(id, document, by);
            }
            uses.noteHeard(by, document.getString("text").length());
            return document;
        } finally {
            room.release();
        }
    }

    private List<Words> heard(TranscriptionWish wish, SoundFile sound) {
        var request = new SpeechRecognizer.Request(language(wish), wish.keyterms(), List.of(), false);
        try (VoiceActivityDetector detector = voices.speech().voiceActivity()) {
            return HeardSound.by(recognizer(request.language()), request, detector, sound.frames());
        }
    }

    private static String language(TranscriptionWish wish) {
        return wish.language().orElse("en");
    }

    private SpeechRecognizer recognizer(String language) {
        try {
            return voices.speech().recognizers("", language).getFirst();
        } catch (SpeechUnavailable nobody) {
            throw new Refusal.Invalid(
                    new Problem(List.of("body", "language_code"), String.valueOf(nobody.getMessage()), "value_error"));
        }
    }

    /** No engine tells languages apart or when a word was said: of these, only what was told by the client is known. */
    private static JsonObject document(String id, TranscriptionWish wish, SoundFile sound, List<Words> heard) {
        JsonObject known = Json.createObjectBuilder()
                .add("transcription_id", id)
                .add("language_code", language(wish))
                .add("language_probability", wish.language().isPresent() ? 1 : 0)
                .add("text", heard.stream().map(Words::text).collect(Collectors.joining(" ")))
                .add("words", wish.words() ? words(heard) : JsonArray.EMPTY_JSON_ARRAY)
                .add("audio_duration_secs", sound.seconds())
                .build();
        return Contract.stated().complete("SpeechToTextChunkResponseModel", known);
    }

    private static JsonArray words(List<Words> heard) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        boolean first = true;
        for (Words utterance : heard) {
            double likelihood = Math.log(Math.max(UNLIKELIEST, Math.min(1, utterance.confidence())));
            for (String word : utterance.text().strip().split("\\s+")) {
                if (!first) {
                    list.add(piece(" ", "spacing", 0));
                }
                list.add(piece(word, "word", likelihood));
                first = false;
            }
        }
        return list.build();
    }

    private static JsonObject piece(String text, String type, double likelihood) {
        return Json.createObjectBuilder()
                .add("text", text)
                .add("type", type)
                .add("logprob", likelihood)
                .build();
    }
}
