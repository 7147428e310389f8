package io.gatehouse.reason;

/** A reason, happening: why something was refused, and the evidence for whoever has to explain it. */
public record Refusal(Reason reason, Evidence evidence) {
    /** The same refusal with one more piece of evidence. */
    public Refusal with(String name, Object value) {
        return new Refusal(reason, evidence.and(name, value));
    }
}
