package antiphon.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Lets pages of any origin use the API, as the widget and the browser clients must. No cookie authenticates here, so a
 * foreign page gains nothing that it could not do without a browser (Fetch standard, CORS protocol).
 */
@WebFilter({"/v1/*", "/v2/*"})
public class CrossOriginFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String DAY_IN_SECONDS = "86400";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.addHeader("Vary", "Origin");
        response.setHeader("Access-Control-Expose-Headers", "request-id, character-cost, content-disposition");
        if (isPreflight(request)) {
            answerPreflight(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return "OPTIONS".equals(request.getMethod()) && request.getHeader("Access-Control-Request-Method") != null;
    }

    private static void answerPreflight(HttpServletRequest request, HttpServletResponse response) {
        String wanted = request.getHeader("Access-Control-Request-Headers");
        response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
        response.setHeader("Access-Control-Allow-Headers", wanted == null ? "xi-api-key, content-type" : wanted);
        response.setHeader("Access-Control-Max-Age", DAY_IN_SECONDS);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
