package dev.leadline.gateway.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/**
 * Who has not said who they are: a program is told how, a person is led to the page where they can.
 */
@Component
final class RefusedRequests implements AuthenticationEntryPoint, AccessDeniedHandler {

  private static final String HTMX = "HX-Request";
  private static final String HTMX_PAGE = "HX-Current-URL";

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody)
      throws IOException {
    boolean part = request.getHeader(HTMX) != null;
    if (!part && ProblemWriter.wantsPage(request) && request.getMethod().equals("GET")) {
      response.sendRedirect(signIn(request));
      return;
    }
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"leadline\"");
    if (part) response.setHeader("HX-Redirect", signIn(request.getHeader(HTMX_PAGE)));
    request.setAttribute(ContainerProblems.DETAIL, Problem.HOW_TO_SAY_WHO);
    response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
  }

  /** And back to the page that asked for a part of itself. */
  private static String signIn(@Nullable String page) {
    try {
      URI here = URI.create(page == null ? "/" : page);
      return signIn(here.getRawPath(), here.getRawQuery());
    } catch (IllegalArgumentException nonsense) {
      return signIn("/", null);
    }
  }

  private static String signIn(HttpServletRequest request) {
    return signIn(request.getRequestURI(), request.getQueryString());
  }

  private static String signIn(String path, @Nullable String query) {
    String wanted = path + (query == null ? "" : "?" + query);
    return wanted.equals("/")
        ? "/sign-in"
        : "/sign-in?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
  }

  /** The form has no token of ours: it is a foreign one, or its page was open for too long. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    request.setAttribute(
        ContainerProblems.DETAIL,
        "This form is not one of ours, or has been open for too long. Load the page again.");
    response.sendError(HttpServletResponse.SC_FORBIDDEN);
  }
}
