package io.gatehouse.saml.signature;

import io.gatehouse.identityprovider.ProviderSettings.Exceptions;
import io.gatehouse.reason.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Holds one signature's algorithms against the allow-lists and a provider's exceptions. */
final class AlgorithmCheck {
    private final Exceptions exceptions;
    private final LocalDate today;
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<String> excepted = new ArrayList<>();
    private boolean computable = true;
    private String keyKind = "";

    AlgorithmCheck(Exceptions exceptions, LocalDate today) {
        this.exceptions = exceptions;
        this.today = today;
    }

    void check(SignatureProfile profile) {
        signatureMethod(profile.signatureMethod());
        digest(profile.digestMethod());
        canonicalization(profile);
    }

    void signatureMethod(String method) {
        String kind = Algorithms.SIGNATURES.get(method);
        String sha1Kind = Algorithms.SHA1_SIGNATURES.get(method);
        if (kind != null) {
            keyKind = kind;
        } else if (sha1Kind != null) {
            keyKind = sha1Kind;
            sha1("the signature uses SHA-1", method);
        } else {
            never("the signature method is not on the list", method);
        }
    }

    private void digest(String method) {
        if (method.equals(Algorithms.SHA1_DIGEST)) {
            sha1("the digest is SHA-1", method);
        } else if (!Algorithms.DIGESTS.contains(method)) {
            never("the digest method is not on the list", method);
        }
    }

    private void canonicalization(SignatureProfile profile) {
        List<String> transforms = profile.transforms();
        String last = transforms.size() == 2 ? transforms.get(1) : Algorithms.EXCLUSIVE;
        if (transforms.isEmpty()
                || transforms.size() > 2
                || !transforms.getFirst().equals(Algorithms.ENVELOPED)
                || !canonicalizes(last)) {
            never("the transforms are not the enveloped signature and exclusive canonicalization", transforms);
        } else if (transforms.size() == 1 || !last.equals(Algorithms.EXCLUSIVE)) {
            loosened("the transforms are not the enveloped signature and exclusive canonicalization", transforms);
        }
        String method = profile.canonicalization();
        if (!canonicalizes(method)) {
            never("the canonicalization is not on the list", method);
        } else if (!method.equals(Algorithms.EXCLUSIVE)) {
            loosened("the canonicalization is not the exclusive one", method);
        }
        if (profile.uri().isEmpty()) {
            loosened("the Reference names no ID", "URI=\"\"");
        }
    }

    private static boolean canonicalizes(String method) {
        return method.equals(Algorithms.EXCLUSIVE) || Algorithms.OTHER_CANONICALIZATIONS.contains(method);
    }

    private void sha1(String problem, String method) {
        if (exceptions.sha1Until() != null && !today.isAfter(exceptions.sha1Until())) {
            except("insecure-sha1-until");
        } else {
            refusals.add(SignatureCheck.refused(problem, method));
        }
    }

    private void loosened(String problem, Object got) {
        if (exceptions.canonicalization()) {
            except("insecure-canonicalization");
        } else {
            refusals.add(SignatureCheck.refused(problem, got));
        }
    }

    private void never(String problem, Object got) {
        computable = false;
        refusals.add(SignatureCheck.refused(problem, got));
    }

    private void except(String exception) {
        if (!excepted.contains(exception)) {
            excepted.add(exception);
        }
    }

    /** Whether it is safe to compute at all. */
    boolean computable() {
        return computable;
    }

    String keyKind() {
        return keyKind;
    }

    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    List<String> excepted() {
        return List.copyOf(excepted);
    }
}
