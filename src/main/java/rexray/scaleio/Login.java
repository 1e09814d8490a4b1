package rexray.scaleio;

/** By whose name and in which way we log in to a gateway. */
public record Login(String userName, Secret password, Scheme scheme) {
    /** The ways of logging in that there are. */
    public enum Scheme {
        /** Whichever the gateway has. */
        AUTO,
        /** {@code GET /api/login}, and the token in the password's place: all versions, 4.x too as a rule. */
        BASIC,
        /** {@code POST /rest/auth/login}, from 4.0 on. */
        BEARER
    }
}
