package antiphon.call;

import antiphon.audio.AudioFrame;
import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.ToolUse;
import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechRecognizer.Words;

/** Everything that can happen to a call. Events come from any thread; the call meets them one by one. */
sealed interface CallEvent {
    record LineOpened() implements CallEvent {}

    record FrameHeard(AudioFrame frame) implements CallEvent {}

    /** @param ear which of the plan's recognizers heard this */
    record WordsHeard(int ear, Words words) implements CallEvent {}

    record HearingFailed(int ear, SpeechFailure failure) implements CallEvent {}

    record TextRead(String words) implements CallEvent {}

    record ActivityNoticed() implements CallEvent {}

    record NoteMade(String id, String text) implements CallEvent {}

    /** A human takes the agent's place. */
    record TakeOverWanted() implements CallEvent {}

    record HandBackWanted() implements CallEvent {}

    /** The agent shall say this, whoever thought of it. */
    record SayWanted(String text) implements CallEvent {}

    record TimePassed() implements CallEvent {}

    record EndWanted(CallEnd end) implements CallEvent {}

    /** Something about one utterance, by its number; of no interest once that utterance was cut off. */
    sealed interface UtteranceEvent extends CallEvent {
        int utterance();
    }

    record ReplyGrew(int utterance, String piece) implements UtteranceEvent {}

    record ToolWanted(int utterance, ToolUse use) implements UtteranceEvent {}

    record ReplyFinished(int utterance, Usage usage) implements UtteranceEvent {}

    record ReplyFailed(int utterance, LanguageFailure failure) implements UtteranceEvent {}

    record ToolAnswered(int utterance, ToolUse use, ToolBox.Answer answer) implements UtteranceEvent {}

    record SoundReady(int utterance, AudioFrame frame) implements UtteranceEvent {}

    record SentenceMade(int utterance) implements UtteranceEvent {}

    record SentenceFailed(int utterance, SpeechFailure failure) implements UtteranceEvent {}
}
