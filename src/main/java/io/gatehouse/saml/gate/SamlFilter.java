package io.gatehouse.saml.gate;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.reason.Breakdown;
import io.gatehouse.reason.Refusal;
import io.gatehouse.saml.gate.ProviderGate.Passage;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** What departure, arrival and logout share: one path, its methods, the gate, and no failure without a page. */
public abstract class SamlFilter extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(SamlFilter.class);

    private final RequestMatcher path;
    private final Set<HttpMethod> methods;
    private final ProviderGate gate;
    private final Refusing refusing;

    /** A filter of this path and these methods before the gate; what the gate or a failure stops is refused so. */
    protected SamlFilter(String path, Set<HttpMethod> methods, ProviderGate gate, Refusing refusing) {
        this.path = PathPatternRequestMatcher.withDefaults().matcher(path);
        this.methods = methods;
        this.gate = gate;
        this.refusing = refusing;
    }

    /** Serves the path for a connection that may serve, trusting this metadata; what it throws becomes a page. */
    protected abstract void serve(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            IdentityProvider provider,
            IdpMetadata metadata)
            throws IOException, ServletException;

    /** How this request may pass: by what is live, unless it is for another version. */
    protected Passage passage(HttpServletRequest request, IdentityProvider provider) throws IOException {
        return gate.passage(provider);
    }

    @Override
    protected final void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var match = path.matcher(request);
        if (!match.isMatch()) {
            chain.doFilter(request, response);
            return;
        }
        if (methods.stream().noneMatch(method -> method.matches(request.getMethod()))) {
            response.setHeader(
                    "Allow", methods.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", ")));
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        IdentityProvider provider = null;
        try {
            provider = gate.find(match.getVariables().getOrDefault("registrationId", ""))
                    .orElse(null);
            if (provider == null) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            switch (passage(request, provider)) {
                case Passage.Closed closed -> refusing.refuse(request, response, provider, closed.why());
                case Passage.Open open -> serve(request, response, chain, open.provider(), open.metadata());
            }
        } catch (RequestRejectedException e) {
            throw e; // a parameter that is no text: the caller's fault, and no event's worth
        } catch (RuntimeException | ServletException | Error e) {
            // Errors too: a library's stack overflow or missing method is a refusal with a page, never a bare 500.
            refuse(request, response, provider, e);
        }
    }

    private void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable IdentityProvider provider,
            Throwable failure)
            throws IOException {
        log.error("a SAML step failed", failure);
        if (!response.isCommitted()) {
            response.reset();
            refusing.refuse(request, response, provider, Breakdown.refusalOf(failure));
        }
    }

    /** Records a refusal and answers with its page. */
    public interface Refusing {
        /** Refuses; the provider is null where the id in the path is nobody's. */
        void refuse(
                HttpServletRequest request,
                HttpServletResponse response,
                @Nullable IdentityProvider provider,
                Refusal why)
                throws IOException;
    }
}
