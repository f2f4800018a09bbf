package antiphon.agents.knowledge.crawling;

import antiphon.agents.knowledge.reading.Unreadable;
import antiphon.agents.knowledge.reading.WebPages;
import antiphon.agents.knowledge.reading.WebPages.Fetched;
import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.UnknownFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Where a page leads. */
final class Links {
    private static final int MOST = 2000;
    private static final int LONGEST = 2000;

    private Links() {}

    /** The addresses of the same site to which a page links, without what the page asks not to follow. */
    static List<String> of(Fetched page, URI seed) {
        Optional<Document> html = html(page);
        if (html.isEmpty()
                || !html.get().select("meta[name=robots][content*=nofollow]").isEmpty()) {
            return List.of();
        }
        Set<String> links = new LinkedHashSet<>();
        for (Element link : html.get().select("a[href]:not([rel~=nofollow])")) {
            address(link.absUrl("href"), seed).ifPresent(links::add);
        }
        return links.stream().limit(MOST).toList();
    }

    /** The addresses of the same site that stand in a sitemap; of pages, or in an index, of other sitemaps. */
    record Sitemap(List<String> addresses, boolean isIndex) {}

    static Sitemap ofSitemap(Fetched sitemap, URI seed) {
        try {
            AbstractSiteMap parsed = new SiteMapParser(false)
                    .parseSiteMap(
                            sitemap.mediaType(),
                            sitemap.body(),
                            sitemap.address().toURL());
            Stream<String> addresses = parsed instanceof SiteMapIndex index
                    ? index.getSitemaps().stream().map(each -> each.getUrl().toString())
                    : ((SiteMap) parsed)
                            .getSiteMapUrls().stream().map(each -> each.getUrl().toString());
            List<String> ofThisSite = addresses
                    .flatMap(text -> address(text, seed).stream())
                    .limit(MOST)
                    .toList();
            return new Sitemap(ofThisSite, parsed instanceof SiteMapIndex);
        } catch (IOException | UnknownFormatException | RuntimeException broken) {
            throw new IllegalArgumentException("This is no sitemap.", broken);
        }
    }

    static Optional<String> title(Fetched page) {
        return html(page)
                .map(Document::title)
                .map(String::strip)
                .filter(title -> !title.isEmpty())
                .map(title -> title.length() > 200 ? title.substring(0, 200) : title);
    }

    private static Optional<Document> html(Fetched page) {
        if (!page.mediaType().toLowerCase(Locale.ROOT).contains("html")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Jsoup.parse(
                    new ByteArrayInputStream(page.body()), null, page.address().toString()));
        } catch (IOException impossible) {
            return Optional.empty();
        }
    }

    private static Optional<String> address(String text, URI seed) {
        try {
            URI address = WebPages.address(text);
            return sameSite(address, seed) && address.toString().length() <= LONGEST
                    ? Optional.of(address.toString())
                    : Optional.empty();
        } catch (Unreadable noPage) {
            return Optional.empty();
        }
    }

    static boolean sameSite(URI one, URI other) {
        return String.valueOf(one.getAuthority()).equalsIgnoreCase(other.getAuthority());
    }

    /** @param glob in which {@code *} stands for anything; it may fit anywhere in the address */
    static boolean matches(String glob, String url) {
        int from = 0;
        for (String part : glob.split("\\*", -1)) {
            int at = url.indexOf(part, from);
            if (at < 0) {
                return false;
            }
            from = at + part.length();
        }
        return true;
    }
}
