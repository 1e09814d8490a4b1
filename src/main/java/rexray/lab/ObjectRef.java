package rexray.lab;

import rexray.lab.Rejection.NoSuchPath;

/** An object as paths name it, {@code Volume::91c4e6a000000002}; its id is well formed, but need not exist. */
record ObjectRef(ObjectType type, String id) {
    static ObjectRef parse(String text) {
        int separator = text.indexOf("::");
        if (separator < 0) {
            throw new NoSuchPath();
        }
        return new ObjectRef(ObjectType.of(text.substring(0, separator)), Ids.parse(text.substring(separator + 2)));
    }

    String href() {
        return "/api/instances/" + type.wireName() + "::" + id;
    }
}
