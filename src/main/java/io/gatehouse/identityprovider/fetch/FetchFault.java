package io.gatehouse.identityprovider.fetch;

import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import java.util.Locale;

/** Why a document was not fetched. */
enum FetchFault {
    ADDRESS("use an https address without user and fragment, with a host name and no IP address"),
    HOST_NOT_PUBLIC("the host must have public addresses only; fetch from inside the network is not possible"),
    HOST_UNKNOWN("make sure that the host's name is in public DNS"),
    UNREACHABLE("make sure that the host answers from the internet"),
    CERTIFICATE_REFUSED("the host must show a certificate for its name that browsers trust"),
    TOO_SLOW("the whole document must arrive within the time limit"),
    TOO_LARGE("publish the metadata of this one identity provider instead of an aggregate"),
    COMPRESSED("have the document sent as it is, without Content-Encoding"),
    REDIRECTED("give the address that the redirect ends at"),
    STATUS("make sure that the address answers 200 without a sign-in"),
    ANSWER("the host's answer is no HTTP that can be read");

    private final String fix;
    private final String rule =
            "metadata-url-" + name().toLowerCase(Locale.ROOT).replace('_', '-');

    FetchFault(String fix) {
        this.fix = fix;
    }

    Fetch.Refused at(String host, String found) {
        return new Fetch.Refused(Reason.CONFIGURATION_INVALID.because(
                Evidence.of("rule", rule).and("host", host).and("found", found).and("fix", fix)));
    }
}
