package io.gatehouse.api;

import io.gatehouse.account.token.ApiToken;
import io.gatehouse.account.token.ApiTokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads the bearer token of a request (RFC 6750 2.1: of its header, never of its address). */
final class TokenFilter extends OncePerRequestFilter {
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*) *");

    private final ApiTokens tokens;
    private final CallLimit limit;
    private final Problems problems;

    TokenFilter(ApiTokens tokens, CallLimit limit, Problems problems) {
        this.tokens = tokens;
        this.limit = limit;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var headers = request.getHeaders("Authorization");
        if (!headers.hasMoreElements()) {
            chain.doFilter(request, response);
            return;
        }
        var tooMany = limit.standing(request);
        if (tooMany.isPresent()) {
            problems.write(tooMany.get(), request, response);
            return;
        }
        String header = headers.nextElement();
        Optional<ApiToken> token;
        try {
            token = headers.hasMoreElements() ? Optional.empty() : recognise(header);
        } catch (DataAccessException e) {
            problems.write(problems.of(e), request, response);
            return;
        }
        if (token.isEmpty()) {
            problems.write(limit.failed(request).orElseGet(Problem::tokenInvalid), request, response);
            return;
        }
        try {
            SecurityContextHolder.setContext(new SecurityContextImpl(
                    UsernamePasswordAuthenticationToken.authenticated(token.get(), null, List.of())));
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private Optional<ApiToken> recognise(String header) {
        var bearer = BEARER.matcher(header);
        return bearer.matches() ? tokens.recognise(bearer.group(1)) : Optional.empty();
    }
}
