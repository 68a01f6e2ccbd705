package dev.leadline.gateway.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

/**
 * Begins and ends sessions. A session that somebody brings along is not gone on with, for a foreign
 * page may have given it to them; nor is the token of its forms.
 */
@Component
final class SessionSignIn {

  private final SecurityContextRepository contexts;
  private final CsrfTokenRepository tokens;

  SessionSignIn(SecurityContextRepository contexts, CsrfTokenRepository tokens) {
    this.contexts = contexts;
    this.tokens = tokens;
  }

  void begin(SessionMember member, HttpServletRequest request, HttpServletResponse response) {
    HttpSession old = request.getSession(false);
    if (old != null) old.invalidate();
    tokens.saveToken(null, request, response);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(member);
    contexts.saveContext(context, request, response);
  }

  void end(HttpServletRequest request, HttpServletResponse response) {
    HttpSession session = request.getSession(false);
    if (session != null) session.invalidate();
    tokens.saveToken(null, request, response);
    SecurityContextHolder.clearContext();
  }
}
