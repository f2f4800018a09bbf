package antiphon.simulation.judging;

import java.util.List;

/** Says what came of something. Any thread; blocks. */
public interface Judge {
    /**
     * What is to be judged.
     *
     * @param condition what has to be so, in the words of the test's owner; may be empty where there are examples
     * @param evidence the conversation so far, a line for each who spoke; empty where only the subject counts
     * @param subject what the condition is about: a reply, a value, or nothing where it is the whole conversation
     * @param good such as meet the condition
     * @param bad such as do not
     * @param maxScore 0 where no score is wanted
     */
    record Question(
            String condition, String evidence, String subject, List<String> good, List<String> bad, int maxScore) {
        public Question {
            good = List.copyOf(good);
            bad = List.copyOf(bad);
        }

        /** About a whole conversation. */
        public static Question conversation(String condition, String evidence) {
            return new Question(condition, evidence, "", List.of(), List.of(), 0);
        }
    }

    Verdict judge(Question question) throws InterruptedException;

    /** What was said, in a few sentences. */
    String summary(String evidence) throws InterruptedException;
}
