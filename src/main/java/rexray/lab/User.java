package rexray.lab;

/** Somebody who may log in. */
record User(String name, String password, Role role) {
    @Override
    public String toString() {
        return name + " (" + role + ")";
    }

    /** What somebody may do. */
    enum Role {
        ADMINISTRATOR,
        /** May look at everything and change nothing. */
        MONITOR
    }
}
