package antiphon.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import marytts.LocalMaryInterface;
import marytts.datatypes.MaryXML;
import marytts.features.FeatureRegistry;
import marytts.features.TargetFeatureComputer;
import marytts.htsengine.HMMData;
import marytts.htsengine.HMMVoice;
import marytts.htsengine.HTSParameterGeneration;
import marytts.htsengine.HTSUttModel;
import marytts.modules.HTSEngine;
import marytts.modules.TargetFeatureLister;
import marytts.modules.synthesis.Voice;
import marytts.unitselection.select.Target;
import marytts.util.dom.MaryDomUtils;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.traversal.TreeWalker;

/**
 * MaryTTS with the voice {@value #NAME}: American English, female, 48 kHz. It is opened once in a JVM and takes about
 * 50 MB. Any number of threads may speak at once: MaryTTS's analysis of the text is not made for that and is done by
 * one thread at a time (a twentieth of the work); making sound shares nothing but read-only models.
 */
public final class MaryVoice {
    public static final String NAME = "cmu-slt-hsmm";
    public static final int SAMPLE_RATE_HZ = 48_000;

    /** Held, since a logger nobody holds forgets its level. MaryTTS logs the words it speaks. */
    private static final Logger WORDS_SPOKEN = Logger.getLogger("marytts");

    private final LocalMaryInterface analyst;
    private final HMMVoice voice;

    private MaryVoice(LocalMaryInterface analyst, HMMVoice voice) {
        this.analyst = analyst;
        this.voice = voice;
    }

    /** Loads the voice: one to two seconds the first time. */
    public static MaryVoice open() {
        WORDS_SPOKEN.setLevel(Level.OFF);
        return OwnClassLoader.call(() -> {
            LocalMaryInterface analyst = new LocalMaryInterface();
            analyst.setVoice(NAME);
            analyst.setOutputType("ACOUSTPARAMS");
            return new MaryVoice(analyst, (HMMVoice) Voice.getVoice(NAME));
        });
    }

    /**
     * Speaks one clause: plain words that end with punctuation. Returns when all is spoken.
     *
     * @param speed 1 is natural, 0.7 a good deal slower, 1.2 faster
     * @param pauseMillis the silence after the last word
     * @param listener is given 20 ms of samples after another, the last time fewer, from the calling thread; answers
     *     whether to go on
     * @throws IllegalStateException when MaryTTS cannot speak this
     */
    public void speak(String clause, double speed, int pauseMillis, Predicate<short[]> listener) {
        if (clause.isBlank()) {
            return;
        }
        OwnClassLoader.call(() -> {
            Utterance utterance = analyse(clause, pauseMillis);
            if (!utterance.targets.isEmpty()) {
                HTSUttModel models = new Models().of(utterance, voice.getHMMData());
                Pace.change(models, utterance.sounds, speed);
                HTSParameterGeneration parameters = new HTSParameterGeneration();
                parameters.htsMaximumLikelihoodParameterGeneration(models, voice.getHMMData());
                new MaryVocoder(listener).speak(parameters, voice.getHMMData());
            }
            return utterance;
        });
    }

    private synchronized Utterance analyse(String clause, int pauseMillis) throws Exception {
        List<Element> sounds = soundsOf(analyst.generateXML(clause));
        if (sounds.stream().noneMatch(sound -> sound.getTagName().equals(MaryXML.PHONE))) {
            return new Utterance(List.of(), List.of());
        }
        String features = voice.getHMMData().getFeatureDefinition().getFeatureNames();
        TargetFeatureComputer computer = FeatureRegistry.getTargetFeatureComputer(voice, features);
        List<Target> targets = new TargetFeatureLister().getListTargetFeatures(computer, sounds);
        sounds.getLast().setAttribute("duration", Integer.toString(pauseMillis));
        return new Utterance(targets, sounds);
    }

    private static List<Element> soundsOf(Document document) {
        TreeWalker walker = MaryDomUtils.createTreeWalker(document, document, MaryXML.PHONE, MaryXML.BOUNDARY);
        List<Element> sounds = new ArrayList<>();
        for (Element sound = (Element) walker.nextNode(); sound != null; sound = (Element) walker.nextNode()) {
            sounds.add(sound);
        }
        return sounds;
    }

    /** @param sounds phones and pauses, each with the target of the same place */
    private record Utterance(List<Target> targets, List<Element> sounds) {}

    /** Finds the hidden Markov models of an utterance. It has state of its own, so each utterance takes a new one. */
    private static final class Models extends HTSEngine {
        HTSUttModel of(Utterance utterance, HMMData models) throws Exception {
            return processTargetList(utterance.targets, utterance.sounds, models);
        }
    }
}
