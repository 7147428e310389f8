package io.gatehouse.saml.judgement;

import io.gatehouse.saml.Examination;
import io.gatehouse.saml.judgement.ResponseJudge.Judgement;
import java.util.function.Supplier;

/**
 * A verdict with its grounds.
 *
 * @param examination made only when it is asked for; sign-ins do without
 */
public record Examined(Judgement judgement, Supplier<Examination> examination) {}
