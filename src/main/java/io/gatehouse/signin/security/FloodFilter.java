package io.gatehouse.signin.security;

import io.gatehouse.signin.refusal.FloodGate;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Stands before what anybody can make us write or work for. {@link StatelessChains#behindTheFloodGate} puts it there. */
final class FloodFilter extends OncePerRequestFilter {
    private final FloodGate gate;
    private final RequestMatcher guarded;

    FloodFilter(FloodGate gate, RequestMatcher guarded) {
        this.gate = gate;
        this.guarded = guarded;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!guarded.matches(request) || !gate.turnsAway(request, response)) {
            chain.doFilter(request, response);
        }
    }
}
