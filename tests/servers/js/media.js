// Runs in each page before its own scripts: keeps every peer connection, and sums up what
// they received and sent. A closed connection reports nothing, so it counts no more.
(() => {
	const peers = [];
	const Native = window.RTCPeerConnection;
	window.RTCPeerConnection = class extends Native {
		constructor(...values) {
			super(...values);
			peers.push(this);
		}
	};

	const nothing = () => ({
		packetsReceived: 0,
		bytesReceived: 0,
		framesDecoded: 0,
		packetsSent: 0,
		bytesSent: 0,
	});

	window.testMedia = async () => {
		const sum = { audio: nothing(), video: nothing() };
		for (const peer of peers) {
			for (const report of (await peer.getStats()).values()) {
				if (/^(in|out)bound-rtp$/.test(report.type)) {
					const kind = sum[report.kind];
					for (const name of Object.keys(kind)) {
						kind[name] += report[name] || 0;
					}
				}
			}
		}
		return sum;
	};

	window.testConnections = () => peers.map((peer) => peer.connectionState);
})();
