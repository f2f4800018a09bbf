package antiphon.web;

import jakarta.ws.rs.ApplicationPath;

/** The root of the API. Resources of all rooms are found by themselves. */
@ApplicationPath("/")
public class Application extends jakarta.ws.rs.core.Application {}
