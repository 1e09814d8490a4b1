package rexray.config;

/**
 * One thing that is wrong with a configuration; one line of text.
 *
 * @param problem what is wrong; never with a secret
 * @param remedy what to do about it
 */
record Problem(Origin origin, String problem, String remedy) {
    Problem {
        problem = onOneLine(problem);
        remedy = onOneLine(remedy);
    }

    private static String onOneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    @Override
    public String toString() {
        return origin + ": " + problem + "; " + remedy;
    }
}
