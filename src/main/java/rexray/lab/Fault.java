package rexray.lab;

import java.time.Duration;

/** Something that goes wrong with a request to the lab's gateway, because a test or a person asked for it. */
sealed interface Fault {
    /** The request is carried out, but later. */
    record Delay(Duration by) implements Fault {}

    /** The request is not carried out and gets this answer, e.g. 401 with code 0, or 500 with code 164. */
    record Answer(int status, int errorCode, String message) implements Fault {}

    /** The request is not carried out and gets a page of HTML. */
    record Page(int status) implements Fault {}

    /** The request is carried out; if it is refused before the MDM is asked, by a page of HTML. */
    record PageForError() implements Fault {}

    /** The request is refused by the MDM. */
    record Refusal(MdmError error) implements Fault {}

    /** The connection breaks; the request was not carried out. */
    record DropBeforeWork() implements Fault {}

    /** The request is carried out, then the connection breaks without an answer. */
    record DropAfterWork() implements Fault {}

    /** The connection breaks at once; the request is carried out later all the same. */
    record LateWork(Duration after) implements Fault {}
}
