"""Sends an installed kernel what is no message at all, on all its ports; a front end still gets its answer. Argument: kernel name."""
import random
import socket
import sys

from jupyter_client.manager import start_new_kernel

manager, client = start_new_kernel(kernel_name=sys.argv[1])
try:
    connection = manager.get_connection_info()
    ports = [connection[name] for name in connection if name.endswith("_port")]
    random.seed(2)
    for i in range(300):
        data = bytearray(random.randbytes(random.randint(1, 200)))
        if i % 3 == 0:
            data[0] = 0xFF  # how a greeting begins
        with socket.create_connection(("127.0.0.1", ports[i % len(ports)])) as connected:
            connected.sendall(data)
    outputs = []
    reply = client.execute_interactive("6 * 7", timeout=60, output_hook=outputs.append)
    assert reply["content"]["status"] == "ok", reply
    assert any(message["content"].get("data", {}).get("text/plain") == "42" for message in outputs), outputs
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
