package antiphon.simulation.travel;

/**
 * Between which shares the true one lies with 95 % confidence, after some of so many tries succeeded: the score interval of E. B.
 * Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927), 209–212. It keeps its promise
 * for few tries and for shares near 0 and 1, where the usual one by standard deviations does not (L. D. Brown, T. T. Cai, A.
 * DasGupta, "Interval estimation for a binomial proportion", Statistical Science 16 (2001), 101–133).
 *
 * @param low 0 to 1, as is the other
 */
record WilsonInterval(double low, double high) {
    /** Within so many standard deviations of the mean lie 95 % of a normal distribution. */
    private static final double DEVIATIONS = 1.959963984540054;

    /** @param tries at least 1 */
    static WilsonInterval of(long successes, long tries) {
        double share = (double) successes / tries;
        double square = DEVIATIONS * DEVIATIONS / tries;
        double middle = share + square / 2;
        double half = DEVIATIONS * Math.sqrt(share * (1 - share) / tries + square / (4.0 * tries));
        return new WilsonInterval(
                Math.max(0, (middle - half) / (1 + square)), Math.min(1, (middle + half) / (1 + square)));
    }
}
