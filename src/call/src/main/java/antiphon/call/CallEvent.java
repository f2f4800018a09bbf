package antiphon.call;

import antiphon.audio.AudioFrame;
import antiphon.language.Attachment;
import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.ToolUse;
import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechRecognizer.Words;
import antiphon.speech.SpeechSynthesizer.Timing;
import java.util.List;

/** Everything that can happen to a call. Events come from any thread; the call meets them one by one. */
sealed interface CallEvent {
    record LineOpened() implements CallEvent {}

    record FrameHeard(AudioFrame frame) implements CallEvent {}

    /** @param ear the number of the opened recognizer that heard this */
    record WordsHeard(int ear, Words words) implements CallEvent {}

    record HearingFailed(int ear, SpeechFailure failure) implements CallEvent {}

    record TextRead(String words) implements CallEvent {}

    /** @param words about them, perhaps none */
    record FilesShown(List<Attachment> files, String words) implements CallEvent {}

    record ActivityNoticed() implements CallEvent {}

    record NoteMade(String id, String text) implements CallEvent {}

    /** A human takes the agent's place. */
    record TakeOverWanted() implements CallEvent {}

    record HandBackWanted() implements CallEvent {}

    /** The agent shall say this, whoever thought of it. */
    record SayWanted(String text) implements CallEvent {}

    record TimePassed() implements CallEvent {}

    record EndWanted(CallEnd end) implements CallEvent {}

    /** What comes of something the agent asked for; of no interest once it is not waited for any more. */
    sealed interface AgentEvent extends CallEvent {
        /** The number of what was asked, unlike any other of its kind in this call. */
        int asked();
    }

    /** The model answers. */
    sealed interface ReplyEvent extends AgentEvent {}

    record ReplyGrew(int asked, String piece) implements ReplyEvent {}

    record ToolWanted(int asked, ToolUse use) implements ReplyEvent {}

    record ReplyFinished(int asked, Usage usage) implements ReplyEvent {}

    record ReplyFailed(int asked, LanguageFailure failure) implements ReplyEvent {}

    record ToolAnswered(int asked, ToolUse use, ToolBox.Answer answer) implements AgentEvent {}

    /** What was looked up for a turn. */
    record PassagesFound(int asked, Knowledge.Found found) implements AgentEvent {}

    /** What was said was judged. */
    record RulingCame(int asked, Ruling ruling) implements AgentEvent {}

    /** The model has thought of a filler; empty when it could not. */
    record FillerThought(int asked, String text) implements AgentEvent {}

    /** A sentence becomes sound. */
    sealed interface SoundEvent extends AgentEvent {}

    record SoundReady(int asked, AudioFrame frame) implements SoundEvent {}

    record SoundTimed(int asked, List<Timing> timings) implements SoundEvent {}

    record SentenceMade(int asked) implements SoundEvent {}

    record SentenceFailed(int asked, SpeechFailure failure) implements SoundEvent {}
}
