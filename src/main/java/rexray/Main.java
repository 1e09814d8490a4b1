package rexray;

/** The entry point of the command {@code rexray}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(args.length);
    }
}
