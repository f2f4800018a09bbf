package antiphon.web.planted;

import jakarta.websocket.server.ServerEndpoint;

@ServerEndpoint("/planted")
public class EndpointThatIsNoBean {}
