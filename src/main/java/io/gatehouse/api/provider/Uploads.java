package io.gatehouse.api.provider;

import io.gatehouse.api.Problem;
import io.gatehouse.api.ProblemException;
import io.gatehouse.api.call.Bodies;
import io.gatehouse.api.call.Call;
import io.gatehouse.identityprovider.fetch.Fetch;
import io.gatehouse.identityprovider.fetch.MetadataFetcher;
import io.gatehouse.identityprovider.fetch.Validators;
import io.gatehouse.reason.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Metadata as it is sent: the document itself, or the address to fetch it from. */
@Component
class Uploads {
    private final Bodies bodies;
    private final MetadataFetcher fetcher;

    Uploads(Bodies bodies, MetadataFetcher fetcher) {
        this.bodies = bodies;
        this.fetcher = fetcher;
    }

    /**
     * What came.
     *
     * @param sent the body, to know the call again by
     * @param metadata the document; null for a connection that only serves its SP metadata so far
     * @param entityId which of several identity providers is meant
     * @param address where the document was fetched from; null if it was sent itself
     */
    record Upload(
            byte[] sent,
            byte @Nullable [] metadata,
            @Nullable String entityId,
            @Nullable URI address) {
        byte[] document() {
            return Objects.requireNonNull(metadata);
        }
    }

    /** What this call sends; nothing at all only where there may be none. Fetches outside of every transaction. */
    Upload of(Call call, String partner, boolean maybeNone) {
        var entityId = call.parameter("entity_id").orElse(null);
        boolean sendsNothing = call.request().getContentType() == null;
        if (!sendsNothing && !Bodies.isJson(call)) {
            var document = bodies.document(call, ProviderViews.LARGEST_DOCUMENT);
            return new Upload(document, document, entityId, null);
        }
        var members = bodies.members(call, partner, "metadata_url");
        var address = members.get("metadata_url");
        if (address == null && maybeNone) {
            return new Upload(new byte[0], null, entityId, null);
        }
        if (!(address instanceof String text)) {
            throw new ProblemException(Bodies.invalid("There is no metadata: send the document, or its metadata_url.")
                    .with("pointer", address == null ? "" : "/metadata_url"));
        }
        var from = uri(text);
        return new Upload(text.getBytes(StandardCharsets.UTF_8), fetched(from), entityId, from);
    }

    private byte[] fetched(URI address) {
        return switch (fetcher.fetch(address, Validators.NONE)) {
            case Fetch.Fetched fetched -> fetched.document();
            case Fetch.NotModified _ -> throw new ProblemException(refused(Map.of("found", "not modified")));
            case Fetch.Refused(var why) ->
                throw new ProblemException(refused(why.evidence().values()));
        };
    }

    private static URI uri(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw new ProblemException(refused(Map.of("rule", "metadata-url-address", "found", "no address")));
        }
    }

    private static Problem refused(Map<String, Object> evidence) {
        return Problem.of(
                        Reason.CONFIGURATION_INVALID,
                        422,
                        "No metadata came from the address: " + evidence.getOrDefault("found", "nothing") + ".")
                .with("pointer", "/metadata_url")
                .with("evidence", evidence);
    }
}
