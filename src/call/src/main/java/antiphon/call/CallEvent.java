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

    record TimePassed() implements CallEvent {}

    record EndWanted(CallEnd end) implements CallEvent {}

    /** Something about one utterance; of no interest once that utterance was cut off. */
    sealed interface UtteranceEvent extends CallEvent {
        Utterance utterance();
    }

    record ReplyGrew(Utterance utterance, String piece) implements UtteranceEvent {}

    record ToolWanted(Utterance utterance, ToolUse use) implements UtteranceEvent {}

    record ReplyFinished(Utterance utterance, Usage usage) implements UtteranceEvent {}

    record ReplyFailed(Utterance utterance, LanguageFailure failure) implements UtteranceEvent {}

    record ToolAnswered(Utterance utterance, ToolUse use, ToolBox.Answer answer) implements UtteranceEvent {}

    record SoundReady(Utterance utterance, AudioFrame frame) implements UtteranceEvent {}

    record SentenceMade(Utterance utterance) implements UtteranceEvent {}

    record SentenceFailed(Utterance utterance, SpeechFailure failure) implements UtteranceEvent {}
}
