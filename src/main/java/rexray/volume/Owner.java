package rexray.volume;

import rexray.volume.VolumeException.RefusedInput;

/** To whom a directory belongs, by numbers: a name may stand for another number on the next host, or for none. */
public record Owner(long user, long group) {
    /** The kernel keeps 4294967295 for "nobody's change": chown(2). */
    private static final long LARGEST = 4_294_967_294L;

    public Owner {
        if (user < 0 || user > LARGEST || group < 0 || group > LARGEST) {
            throw new RefusedInput("owner " + user + ":" + group + " has a number that no user or group has",
                    "use numbers from 0 to " + LARGEST);
        }
    }

    /**
     * Reads {@code 999:999}.
     *
     * @param what the name of the option or key, for the message
     * @throws RefusedInput if it is anything else
     */
    public static Owner parse(String what, String text) {
        if (!text.matches("[0-9]{1,10}:[0-9]{1,10}")) {
            String why = text.matches(".*[A-Za-z].*")
                    ? "is a name, which may mean another number on another host"
                    : "is not a user and a group";
            throw new RefusedInput(what + " " + VolumeName.quote(text) + " " + why,
                    "give the numbers of both, as `id` shows them in the container: " + what + "=999:999");
        }
        int colon = text.indexOf(':');
        return new Owner(Long.parseLong(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }

    /** As {@code chown} takes it. */
    @Override
    public String toString() {
        return user + ":" + group;
    }
}
